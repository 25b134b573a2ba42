import type { Credentials } from '../../mail/index.ts'
import type { OutboxParts } from './outbox-parts.ts'
import type { OutboxRow } from './outbox-rows.ts'

/**
 * 1 when the relay may send what these credentials press: the mail server opens to them now. A session whose password
 * was changed meanwhile still reads pages, and must not send through an account that asks for no password.
 */
export async function vouchFor({ relay, submission }: OutboxParts, credentials: Credentials): Promise<number> {
  return relay && (await submission.letsIn(credentials)) === 'yes' ? 1 : 0
}

/** The same for a letter that is already written down: should this process be killed, it need not wait for a sign-in. */
export async function noteVouched(parts: OutboxParts, row: OutboxRow, credentials: Credentials): Promise<void> {
  if (row.relay || !(await vouchFor(parts, credentials))) return
  await parts.store.write((transaction) =>
    transaction
      .updateTable('outbox')
      .set({ relay: 1 })
      .where('id', '=', row.id)
      // Not what somebody else has decided about since.
      .where('pressed_with', '=', row.pressed_with)
      .execute(),
  )
}

/** Letters that nobody holds, whose hour has come, and that need no sign-in. */
export async function dueForRelay({ relay, store, clock }: OutboxParts): Promise<OutboxRow[]> {
  if (!relay) return []
  const now = clock.now()
  return (
    store.read
      .selectFrom('outbox')
      .selectAll()
      // Whoever planned hundreds waits behind everybody's first.
      .select(({ fn }) =>
        fn
          .agg<number>('row_number')
          .over((letters) => letters.partitionBy('account').orderBy('due_at'))
          .as('turn'),
      )
      .where('state', '=', 'waiting')
      .where('due_at', '<=', now)
      .where('relay', '=', 1)
      .where('held', '=', 0)
      .where('lease_owner', 'is', null)
      .where((is) => is.or([is('next_attempt_at', 'is', null), is('next_attempt_at', '<=', now)]))
      .orderBy('turn')
      .orderBy('due_at')
      .limit(handful)
      .execute()
  )
}

/** Of a thousand due at eight, each process takes some, and the others find theirs. */
const handful = 50
