import type { Store, Writing } from '../store/index.ts'
import { type Clock, systemClock } from './clock.ts'
import { randomId } from './random-id.ts'
import { sealedColumn } from './sealed-column.ts'

/** What a search's address says: what is looked for, and where. */
export interface SearchAsked {
  /** As it was typed. */
  query: string
  /** A folder's path; empty: everywhere but junk and bin; `*`: there too. */
  place: string
  /** In the folders inside it too. */
  below: boolean
}

export interface SavedSearch extends SearchAsked {
  id: string
  name: string
}

/** Searches somebody keeps under a name, and those made lately, sealed. */
export interface Searches {
  /** By name. */
  saved(account: string): Promise<SavedSearch[]>
  /** In place of one of the same name. Undefined where there are as many as may be. */
  save(account: string, search: SearchAsked & { name: string }): Promise<SavedSearch | undefined>
  /** Gives whether there was such a one. */
  rename(account: string, id: string, name: string): Promise<boolean>
  remove(account: string, id: string): Promise<boolean>
  /** Once folders have moved (old path to new), those kept and those made lately look where they went. */
  follow(account: string, moved: ReadonlyMap<string, string>): Promise<void>
  /** Latest first. */
  recent(account: string): Promise<SearchAsked[]>
  remember(account: string, search: SearchAsked): Promise<void>
  forgetRecent(account: string): Promise<void>
}

/** More would be a list to search in itself. */
const most = { saved: 50, recent: 10 }

type Kind = keyof typeof most

/** Searches people keep, and those they made lately: a sealed list of each an account. */
export function createSearches({ store, clock = systemClock }: { store: Store; clock?: Clock }): Searches {
  const { read, change } = createLists(store, clock)

  return {
    saved: (account) => read<SavedSearch>(store.read, account, 'saved'),

    async save(account, { name, query, place, below }) {
      const search: SavedSearch = { id: randomId(), name, query, place, below }
      const kept = await change<SavedSearch>(account, 'saved', (known) => {
        const others = known.filter((one) => !sameName(one.name, name))
        return others.length < most.saved ? byName([...others, search]) : undefined
      })
      return kept ? search : undefined
    },

    rename: (account, id, name) =>
      change<SavedSearch>(account, 'saved', (known) =>
        known.some((one) => one.id === id)
          ? byName(known.map((one) => (one.id === id ? { ...one, name } : one)))
          : undefined,
      ),

    remove: (account, id) =>
      change<SavedSearch>(account, 'saved', (known) =>
        known.some((one) => one.id === id) ? known.filter((one) => one.id !== id) : undefined,
      ),

    async follow(account, moved) {
      for (const kind of ['saved', 'recent'] as const) await change(account, kind, placedAfter(moved))
    },

    recent: (account) => read<SearchAsked>(store.read, account, 'recent'),

    async remember(account, { query, place, below }) {
      const search: SearchAsked = { query, place, below }
      await change<SearchAsked>(account, 'recent', (known) =>
        [search, ...known.filter((one) => !sameSearch(one, search))].slice(0, most.recent),
      )
    },

    async forgetRecent(account) {
      await change<SearchAsked>(account, 'recent', () => [])
    },
  }
}

function createLists({ box, write }: Store, clock: Clock) {
  const rowOf = (account: string, kind: Kind) => ({ account, id: kind })
  const column = sealedColumn<unknown[]>(box, 'searches.list')

  async function read<T>(from: Pick<Writing, 'selectFrom'>, account: string, kind: Kind): Promise<T[]> {
    const row = await from
      .selectFrom('searches')
      .select('list')
      .where('account', '=', account)
      .where('kind', '=', kind)
      .executeTakeFirst()
    return row ? (column.open(row.list, rowOf(account, kind)) as T[]) : []
  }

  /** Gives whether it was written: `next` may say that nothing is to be. */
  function change<T>(account: string, kind: Kind, next: (known: T[]) => T[] | undefined): Promise<boolean> {
    return write(async (transaction) => {
      const list = next(await read<T>(transaction, account, kind))
      if (!list) return false
      const row = { list: column.seal(list, rowOf(account, kind)), used_at: clock.now() }
      await transaction
        .insertInto('searches')
        .values({ account, kind, ...row })
        .onConflict((known) => known.columns(['account', 'kind']).doUpdateSet(row))
        .execute()
      return true
    })
  }

  return { read, change }
}

const names = new Intl.Collator('fr', { numeric: true, sensitivity: 'base' })

const sameName = (one: string, other: string): boolean => names.compare(one, other) === 0

const byName = (searches: SavedSearch[]): SavedSearch[] =>
  searches.sort((one, other) => names.compare(one.name, other.name))

const sameSearch = (one: SearchAsked, other: SearchAsked): boolean =>
  one.query === other.query && one.place === other.place && one.below === other.below

const placedAfter = (moved: ReadonlyMap<string, string>) => (known: SearchAsked[]) =>
  known.some(({ place }) => moved.has(place))
    ? known.map((search) => ({ ...search, place: moved.get(search.place) ?? search.place }))
    : undefined
