import type { SealContext, Store, Writing } from '../store/index.ts'
import { type Clock, systemClock } from './clock.ts'
import { readDeedJson, writeDeedJson } from './deed-json.ts'
import { randomId } from './random-id.ts'
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
      return {
        id: row.id,
        at: new Date(row.at),
        deed: readDeedJson(store.box.openText(row.deed, contextOf(account, id))),
      }
    },
  }
}

/** Writes a deed down within a transaction; one that is written already stays as it is. */
export function writeDeed({ box }: Pick<Store, 'box'>) {
  return async (transaction: Writing, account: string, row: { id: string; at: number; deed: Deed }): Promise<void> => {
    const deed = box.seal(writeDeedJson(row.deed), contextOf(account, row.id))
    await transaction
      .insertInto('history')
      .values({ id: row.id, account, at: row.at, deed })
      .onConflict((known) => known.column('id').doNothing())
      .execute()
  }
}

/** A deed opens in its own row only. */
const contextOf = (account: string, id: string): SealContext => ['history.deed', account, id]
