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

  const until = await roomAgainAt(parts, row)
  return until === undefined ? undefined : { why: 'rate', until }
}

/** When one more of the account may leave, were too many gone within the hour. */
async function roomAgainAt(
  { store, clock, hourlyRate }: OutboxParts,
  { account, id }: OutboxRow,
): Promise<number | undefined> {
  if (hourlyRate === Infinity) return undefined
  const now = clock.now()
  const gone = await store.read
    .selectFrom('outbox')
    .select((row) => row.fn.coalesce('dot_at', row.val(now)).as('at'))
    .where('account', '=', account)
    .where((is) =>
      is.or([
        is('dot_at', '>', now - hour),
        // Of two that are leaving at once, one counts for the other.
        is.and([is('state', '=', 'sending'), is('id', '<', id)]),
      ]),
    )
    .orderBy('at', 'desc')
    .limit(1)
    .offset(hourlyRate - 1)
    .executeTakeFirst()
  return gone && Math.min(gone.at, now) + hour
}
