import { writeDeed } from '../history.ts'
import type { OutboxParts } from './outbox-parts.ts'
import type { OutboxRow } from './outbox-rows.ts'
import { takeBack } from './take-back.ts'

/** Puts a letter whose writer has seen how it ended out of sight. Gives the row when it has still to be filed. */
export async function dismiss(parts: OutboxParts, account: string, id: string): Promise<OutboxRow | undefined> {
  const row = await parts.rows.find(account, id)
  if (!row || row.state === 'waiting' || row.state === 'sending') return undefined
  if (row.state === 'maybe') return writeArrived(parts, row)
  // It went to nobody: put out of sight, it is a draft again.
  if (row.state === 'refused') await takeBack(parts, account, id)
  await parts.store.write((transaction) =>
    transaction.updateTable('outbox').set({ dismissed: 1 }).where('id', '=', id).execute(),
  )
  return undefined
}

/** What only its writer could find out: it did arrive, and is filed as any other. */
function writeArrived(parts: OutboxParts, { account, id, dot_at }: OutboxRow): Promise<OutboxRow | undefined> {
  const { store, rows, owner, lease, clock } = parts
  const now = clock.now()
  return store.write(
    async (transaction) => {
      const row = await transaction
        .updateTable('outbox')
        .set({ state: 'sent', sent_at: dot_at ?? now, lease_owner: owner, lease_until: now + lease, updated_at: now })
        .where('id', '=', id)
        .where('account', '=', account)
        .where('state', '=', 'maybe')
        .returningAll()
        .executeTakeFirst()
      if (!row) return undefined
      const deed = { kind: 'sent' as const, outbox: id, recipients: rows.letterOf(row).recipients }
      await writeDeed(store)(transaction, account, { id, at: now, deed })
      return row
    },
    { durable: true },
  )
}
