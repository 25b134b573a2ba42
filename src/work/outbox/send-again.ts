import type { OutboxParts } from './outbox-parts.ts'
import type { OutboxRow } from './outbox-rows.ts'

/**
 * Its writer wants it sent, knowing that it may have gone: it waits again, as the same message, tried from the
 * beginning. A letter that waits for its next try is tried now.
 */
export function sendAgain(parts: OutboxParts, account: string, id: string): Promise<OutboxRow | undefined> {
  const { store, owner, lease, clock } = parts
  const now = clock.now()
  const fresh = {
    state: 'waiting' as const,
    trouble: null,
    answer: null,
    next_attempt_at: null,
    attempts: 0,
    dot_at: null,
  }
  return store.write(
    (transaction) =>
      transaction
        .updateTable('outbox')
        .set({ ...fresh, lease_owner: owner, lease_until: now + lease, dismissed: 0, updated_at: now })
        .where('id', '=', id)
        .where('account', '=', account)
        .where((is) =>
          is.or([
            is('state', 'in', ['maybe', 'refused']),
            is.and([
              is('state', '=', 'waiting'),
              is('trouble', 'is not', null),
              is.or([is('lease_owner', 'is', null), is('lease_owner', '=', owner), is('lease_until', '<', now)]),
            ]),
          ]),
        )
        .returningAll()
        .executeTakeFirst(),
    { durable: true },
  )
}
