import type { Writing } from '../../store/index.ts'
import type { FrozenLetter } from './frozen-letter.ts'
import type { OutboxParts } from './outbox-parts.ts'
import type { OutboxRow } from './outbox-rows.ts'
import { generationOf } from './writing-down.ts'

const hour = 3_600_000

/** Why a letter whose hour has come, or had until the clock was set, does not leave; `until` when, for one of too many. */
export type Obstacle = { why: 'held' } | { why: 'hour' } | { why: 'identity' } | { why: 'rate'; until: number }

/** What may have changed since it was pressed: whether its writer is still there, and still who writes; how many left. */
export async function obstacleTo(
  parts: OutboxParts,
  row: OutboxRow,
  { from, person }: FrozenLetter,
): Promise<Obstacle | undefined> {
  const { store, people } = parts
  const signedOut = row.pressed_with && (await generationOf(store.read, row.account)) !== row.generation
  const writer = people ? await people.find(person.login) : person
  if (signedOut || writer?.login !== person.login) return { why: 'held' }

  const address = from.address.toLowerCase()
  if (!writer.addresses.some((own) => own.toLowerCase() === address)) return { why: 'identity' }

  const until = await roomAgainAt(store.read, parts, row)
  return until === undefined ? undefined : { why: 'rate', until }
}

/** When one more of the account may leave, were too many gone within the hour. Sure within a transaction only. */
export async function roomAgainAt(
  database: Pick<Writing, 'selectFrom'>,
  { clock, hourlyRate }: Pick<OutboxParts, 'clock' | 'hourlyRate'>,
  { account, id }: OutboxRow,
): Promise<number | undefined> {
  if (hourlyRate === Infinity) return undefined
  const now = clock.now()
  const gone = await database
    .selectFrom('outbox')
    .select('dot_at')
    .where('account', '=', account)
    .where('id', '!=', id)
    .where('dot_at', '>', now - hour)
    .orderBy('dot_at', 'desc')
    .limit(1)
    .offset(hourlyRate - 1)
    .executeTakeFirst()
  return gone && Math.min(gone.dot_at ?? now, now) + hour
}
