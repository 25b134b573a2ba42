import type { Credentials } from '../../mail/index.ts'
import type { OutboxParts } from './outbox-parts.ts'
import type { OutboxRow } from './outbox-rows.ts'
import { vouchFor } from './relay.ts'
import { leaseFor, signatureOf } from './writing-down.ts'

type Hour = Pick<OutboxRow, 'planned' | 'delay' | 'due_at'>

/** Which letters a decision reaches, and when they then leave. */
export interface Rule {
  may: (row: OutboxRow) => boolean
  hour: (row: OutboxRow, now: number) => Hour
}

/**
 * Writes down what the writer of a letter, signed in with these credentials, decided: it waits, tried from the
 * beginning, and is theirs as of now. Undefined when it is no longer where the decision can reach it.
 */
export async function decide(
  parts: OutboxParts,
  { account, id, credentials }: { account: string; id: string; credentials: Credentials },
  { may, hour }: Rule,
): Promise<OutboxRow | undefined> {
  const { store, clock } = parts
  const known = await parts.rows.find(account, id)
  if (!known || !may(known)) return undefined
  const signature = await signatureOf(parts, account, credentials)
  const relay = hour(known, clock.now()).planned ? await vouchFor(parts, credentials) : 0
  return store.write(
    async (transaction) => {
      const mine = transaction.selectFrom('outbox').selectAll().where('id', '=', id).where('account', '=', account)
      const row = await mine.executeTakeFirst()
      if (!row || !may(row)) return undefined
      const now = clock.now()
      const when = hour(row, now)
      const fresh = { state: 'waiting' as const, trouble: null, answer: null, next_attempt_at: null, attempts: 0 }
      const given = { ...signature(id), relay, ...leaseFor(when, parts), updated_at: now }
      return transaction
        .updateTable('outbox')
        .set({ ...fresh, dot_at: null, dismissed: 0, ...when, ...dated(parts, row, when), ...given })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
    },
    { durable: true },
  )
}

/** A letter is dated when it leaves (RFC 5322 §3.6.1): its readers sort by that. */
function dated({ rows }: OutboxParts, row: OutboxRow, { due_at }: Hour): Pick<OutboxRow, 'letter'> {
  if (row.due_at === due_at) return { letter: row.letter }
  return { letter: rows.sealLetter({ ...rows.letterOf(row), date: due_at }, row) }
}
