import type { Store, Writing } from '../store/index.ts'
import { type Clock, systemClock } from './clock.ts'
import { randomId } from './random-id.ts'
import { sealedColumn } from './sealed-column.ts'
import type { Deed, History } from './types.ts'

/** What people did, each deed sealed, read by its owner only. */
export function createHistory({ store, clock = systemClock }: { store: Store; clock?: Clock }): History {
  const write = writeDeed(store)
  return {
    async write(account, deed) {
      const row = { id: randomId(), at: clock.now() }
      await store.write((transaction) => write(transaction, account, { ...row, deed }))
      return { id: row.id, at: new Date(row.at), deed }
    },

    async read(account, id) {
      const row = await store.read
        .selectFrom('history')
        .selectAll()
        .where('id', '=', id)
        .where('account', '=', account)
        .executeTakeFirst()
      if (!row) return undefined
      return { id: row.id, at: new Date(row.at), deed: revive(deedColumn(store).open(row.deed, row)) }
    },
  }
}

/** Writes a deed down within a transaction; one that is written already stays as it is. */
export function writeDeed(store: Pick<Store, 'box'>) {
  const column = deedColumn(store)
  return async (transaction: Writing, account: string, row: { id: string; at: number; deed: Deed }): Promise<void> => {
    const deed = column.seal(flatten(row.deed), { account, id: row.id })
    await transaction
      .insertInto('history')
      .values({ id: row.id, account, at: row.at, deed })
      .onConflict((known) => known.column('id').doNothing())
      .execute()
  }
}

const deedColumn = ({ box }: Pick<Store, 'box'>) => sealedColumn<FlatDeed>(box, 'history.deed')

type MovedDeed = Extract<Deed, { moved: unknown }>
type FlatDeed = Exclude<Deed, MovedDeed> | (MovedDeed & { uidPairs: [number, number][] })

/** JSON knows no Map. */
function flatten(deed: Deed): FlatDeed {
  return 'moved' in deed ? { ...deed, uidPairs: [...deed.moved.uidMap] } : deed
}

function revive(flat: FlatDeed): Deed {
  if (!('uidPairs' in flat)) return flat
  const { uidPairs, ...deed } = flat
  return { ...deed, moved: { ...deed.moved, uidMap: new Map(uidPairs) } }
}
