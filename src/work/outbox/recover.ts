import type { ExpressionBuilder, NotNull } from 'kysely'
import type { Tables, Writing } from '../../store/index.ts'
import type { OutboxParts } from './outbox-parts.ts'
import { underWay } from './outbox-rows.ts'

type Is = ExpressionBuilder<Tables, 'outbox'>

/**
 * What a process left that was killed: without the dot the letter waits again; with it, it may have gone, and only
 * its writer may decide. A letter that nobody can sign in for says so. Gives the ids of what changed.
 */
export async function recoverAbandoned(parts: OutboxParts): Promise<string[]> {
  const { store, clock, relay } = parts
  const [gone, now] = [await goneProcesses(parts), clock.now()]
  const stranded = isStranded({ now, relay })
  const found = await abandoned(store.read, { gone, stranded }).select('id').limit(1).execute()
  if (found.length === 0) return []

  return store.write(async (transaction) => {
    const lost = transaction.updateTable('outbox').where('state', '=', 'sending').where(isNobodys(gone))
    const free = { lease_owner: null, lease_until: 0, updated_at: now }
    const changed = [
      // Its owner stays written: should it only have been slow, it may still tell how it ended.
      await lost
        .where('dot_at', 'is not', null)
        .set({ state: 'maybe', trouble: null, next_attempt_at: null, pressed_with: null, updated_at: now })
        .returning('id')
        .execute(),
      await lost
        .where('dot_at', 'is', null)
        .set({ state: 'waiting', ...free })
        .returning('id')
        .execute(),
      await transaction.updateTable('outbox').where(isHeldBy(gone)).set(free).returning('id').execute(),
      await transaction
        .updateTable('outbox')
        .where(stranded)
        .set({ trouble: 'credentials', next_attempt_at: null, ...free })
        .returning('id')
        .execute(),
    ]
    return changed.flat().map(({ id }) => id)
  })
}

/** Those that have letters, and that showed no life for the time of a lease. */
async function goneProcesses({ store, owner, neighbours }: OutboxParts): Promise<string[]> {
  const leases = await store.read
    .selectFrom('outbox')
    .select(({ fn }) => ['lease_owner as owner', fn.max('lease_until').as('until')])
    .where('state', 'in', underWay)
    // Null is no other owner either.
    .where('lease_owner', '!=', owner)
    .groupBy('lease_owner')
    .$narrowType<{ owner: NotNull }>()
    .execute()
  return neighbours.gone(leases)
}

const isHeldBy = (gone: string[]) => (is: Is) =>
  is.and([is('state', 'in', ['waiting', 'sent']), gone.length > 0 ? is('lease_owner', 'in', gone) : is.lit(false)])

const isNobodys = (gone: string[]) => (is: Is) =>
  is.or([is('lease_owner', 'is', null), ...(gone.length > 0 ? [is('lease_owner', 'in', gone)] : [])])

/** Its hour has come, nobody has the means, and it does not say so yet. */
const isStranded =
  ({ now, relay }: Pick<OutboxParts, 'relay'> & { now: number }) =>
  (is: Is) =>
    is.and([
      is('lease_owner', 'is', null),
      is('due_at', '<=', now),
      is.or([is('trouble', 'is', null), is('trouble', '!=', 'credentials')]),
      is.or([
        is('state', '=', 'sent'),
        is.and([is('state', '=', 'waiting'), relay ? is('relay', '=', 0) : is.lit(true), is('held', '=', 0)]),
      ]),
    ])

const abandoned = (
  database: Pick<Writing, 'selectFrom'>,
  { gone, stranded }: { gone: string[]; stranded: ReturnType<typeof isStranded> },
) =>
  database
    .selectFrom('outbox')
    // Said once more for all: otherwise every letter of a month is looked at.
    .where('state', 'in', underWay)
    .where((is) =>
      is.or([is.and([is('state', '=', 'sending'), isNobodys(gone)(is)]), isHeldBy(gone)(is), stranded(is)]),
    )
