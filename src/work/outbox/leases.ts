import type { ExpressionBuilder } from 'kysely'
import type { Tables } from '../../store/index.ts'
import { type Obstacle, roomAgainAt } from './obstacle.ts'
import type { OutboxParts } from './outbox-parts.ts'
import { underWay, type OutboxRow } from './outbox-rows.ts'

type Is = ExpressionBuilder<Tables, 'outbox'>

/** The row changed hands: whoever finds this out touches nothing more of it. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

/** It was held while it was being sent, the clock was set back, or one too many was faster: nothing has gone. */
export class StaysHere extends Error {
  override readonly name = 'StaysHere'
  readonly obstacle: Obstacle

  constructor(obstacle: Obstacle) {
    super(obstacle.why)
    this.obstacle = obstacle
  }
}

/**
 * Takes a waiting letter to send it, or one that was sent to file it. Undefined when it is no longer in `state`, or when
 * another process has it: two processes never send the same.
 */
export function claim(parts: OutboxParts, id: string, state: 'waiting' | 'sent'): Promise<OutboxRow | undefined> {
  const { store, owner, lease, clock } = parts
  const now = clock.now()
  return store.write((transaction) =>
    transaction
      .updateTable('outbox')
      .set((row) => ({
        lease_owner: owner,
        lease_until: now + lease,
        updated_at: now,
        ...(state === 'waiting'
          ? { state: 'sending', dot_at: null, attempts: row('attempts', '+', 1) }
          : { filings: row('filings', '+', 1) }),
      }))
      .where('id', '=', id)
      .where('state', '=', state)
      .where((is) => is.or([is('lease_owner', 'is', null), is('lease_owner', '=', owner)]))
      .where((is) => (state === 'sent' ? is.lit(true) : mayLeave(now)(is)))
      .returningAll()
      .executeTakeFirst(),
  )
}

/** Not held, and its hour has come on the wall clock, if it has one: whatever another process, or the clock, did since. */
const mayLeave = (now: number) => (is: Is) =>
  is.and([is('held', '=', 0), is.or([is('due_at', '<=', now), is.and([is('planned', '=', 0), is('delay', '=', 0)])])])

/**
 * On the disk before the final dot may be written: from here on, only the receiver knows. Rejects with `LeaseLost`, or
 * with `StaysHere` for a letter that may not leave any more.
 */
export async function noteDot(parts: OutboxParts, row: OutboxRow): Promise<void> {
  const { store, owner, lease, clock } = parts
  const now = clock.now()
  const mine = (is: Is) => is.and([is('id', '=', row.id), is('state', '=', 'sending'), is('lease_owner', '=', owner)])
  const noted = await store.write(
    async (transaction) => {
      const until = await roomAgainAt(transaction, parts, row)
      if (until !== undefined) throw new StaysHere({ why: 'rate', until })
      return transaction
        .updateTable('outbox')
        .set({ dot_at: now, lease_until: now + lease })
        .where(mine)
        .where(mayLeave(now))
        .executeTakeFirst()
    },
    { durable: true },
  )
  if (noted.numUpdatedRows > 0n) return
  const stays = await store.read.selectFrom('outbox').select('id').where(mine).executeTakeFirst()
  throw stays ? new StaysHere({ why: 'hour' }) : new LeaseLost(row.id)
}

/** Whatever this process has the means to send stays its own for another while. */
export async function renewLeases({ store, owner, lease, clock }: OutboxParts): Promise<void> {
  await store.write((transaction) =>
    transaction
      .updateTable('outbox')
      .set({ lease_until: clock.now() + lease })
      .where('state', 'in', underWay)
      .where('lease_owner', '=', owner)
      .execute(),
  )
}

/** Gives letters back; without `ids` all of this process's. */
export async function returnLeases({ store, owner }: OutboxParts, ids?: string[]): Promise<void> {
  if (ids?.length === 0) return
  await store.write((transaction) => {
    const mine = transaction
      .updateTable('outbox')
      .set({ lease_owner: null, lease_until: 0 })
      .where('lease_owner', '=', owner)
    return (ids ? mine.where('id', 'in', ids) : mine).execute()
  })
}
