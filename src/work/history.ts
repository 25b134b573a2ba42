import { setImmediate } from 'node:timers/promises'
import type { Selectable } from 'kysely'
import type { SealContext, Store, Tables, Writing } from '../store/index.ts'
import { type Clock, systemClock } from './clock.ts'
import { readDeedJson, readDeedToTell, writeDeedJson } from './deed-json.ts'
import { randomId } from './random-id.ts'
import type { Deed, History, HistoryRow, Remembered } from './types.ts'
import { draftBack, isTooOld } from './undo/lapsed.ts'
import { inTurn } from './undo/trail.ts'

type Row = Selectable<Tables['history']>

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
      const row = await findDeed(store.read, account, id)
      if (!row) return undefined
      const undone = row.undone === null ? undefined : await findDeed(store.read, account, row.undone)
      const undoable = row.undoes === null ? row : await findDeed(store.read, account, row.undoes)
      const known = await asHistoryRow(store, tell(store, row), undone && tell(store, undone))
      return undoable && (await isTooOld(store.read, undoable)) ? { ...known, lapsed: 'old' } : known
    },

    list: (account, count) => listDeeds(store, account, count),
  }
}

async function listDeeds(store: Store, account: string, count: number): Promise<Remembered[]> {
  const mine = store.read.selectFrom('history').selectAll().where('account', '=', account).orderBy('turn', 'desc')
  const rows = await mine.where('undoes', 'is', null).limit(count).execute()
  const oldest = rows.at(-1)?.turn ?? 0
  // An undo comes after what it undoes.
  const undos = await mine.where('undoes', 'is not', null).where('turn', '>', oldest).execute()
  const told = await tellAll(store, [...rows, ...undos])
  const traces = inTurn(told)
  return Promise.all(
    told
      .filter(({ undoes }) => undoes === null)
      .map(async (row) => ({
        ...(await asHistoryRow(
          store,
          row,
          told.find(({ id }) => id === row.undone),
        )),
        since: traces.filter(({ turn }) => turn > row.turn),
      })),
  )
}

/** A row with its deed, as far as it can be told. */
type Told = Omit<Row, 'deed'> & { deed: Deed }

/** Some are as long as a mailbox: between two of them others are served. */
async function tellAll(store: Store, rows: Row[]): Promise<Told[]> {
  const told: Told[] = []
  for (const row of rows) {
    told.push(tell(store, row))
    await setImmediate()
  }
  return told
}

const tell = ({ box }: Store, row: Row): Told => ({
  ...row,
  deed: readDeedToTell(box.openText(row.deed, contextOf(row.account, row.id))),
})

async function asHistoryRow(
  store: Store,
  { id, account, at, deed }: Told,
  undone: Told | undefined,
): Promise<HistoryRow> {
  const undo = undone?.deed
  return {
    id,
    at: new Date(at),
    deed,
    ...(undone && undo?.kind === 'undone' && { undone: { id: undone.id, at: new Date(undone.at), deed: undo } }),
    ...(await draftBack(store.read, account, deed)),
  }
}

export const findDeed = (within: Pick<Writing, 'selectFrom'>, account: string, id: string): Promise<Row | undefined> =>
  within.selectFrom('history').selectAll().where('id', '=', id).where('account', '=', account).executeTakeFirst()

export const openDeed = ({ box }: Pick<Store, 'box'>, { account, id, deed }: Row): Deed =>
  readDeedJson(box.openText(deed, contextOf(account, id)))

interface NewDeed {
  id: string
  at: number
  deed: Deed
  /** The deed it undoes. */
  undoes?: string
}

/** Writes a deed down within a transaction; one that is written already stays as it is. */
export function writeDeed(store: Pick<Store, 'box'>) {
  return async (transaction: Writing, account: string, { id, at, deed, undoes }: NewDeed): Promise<void> => {
    const turn = await nextTurn(transaction, account, at)
    const sealed = sealDeed(store, { account, id, deed })
    await transaction
      .insertInto('history')
      .values({ id, account, at, turn, deed: sealed, undoes: undoes ?? null, undone: null, undo_until: 0 })
      .onConflict((known) => known.column('id').doNothing())
      .execute()
  }
}

export const sealDeed = (
  { box }: Pick<Store, 'box'>,
  { account, id, deed }: { account: string; id: string; deed: Deed },
): Buffer => box.seal(writeDeedJson(deed), contextOf(account, id))

/** Later than all before, whatever the clock says. */
export async function nextTurn(transaction: Writing, account: string, now: number): Promise<number> {
  const last = await transaction
    .selectFrom('history')
    .select('turn')
    .where('account', '=', account)
    .orderBy('turn', 'desc')
    .limit(1)
    .executeTakeFirst()
  return Math.max(now, (last?.turn ?? 0) + 1)
}

/** A deed opens in its own row only. */
const contextOf = (account: string, id: string): SealContext => ['history.deed', account, id]
