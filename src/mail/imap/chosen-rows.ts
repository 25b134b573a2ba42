import { filterCriteria } from '../filter-criteria.ts'
import type { ListQuery, ListSort } from '../types.ts'
import { withAttachmentKeyword } from './attachment-keyword.ts'
import { rowsWithAttachment } from './attachment-rows.ts'
import { command } from './command.ts'
import type { FolderContext } from './context.ts'
import { fetchRows } from './fetch.ts'
import { isStructural, keysOf, type Keys } from './search-criteria.ts'
import { searchKeys } from './search.ts'
import { sortedByKeys, sortedPart, stretchWith } from './sort-messages.ts'
import { flagRows } from './summaries.ts'
import { newestOf } from './uid-set.ts'
import { countIn, cut, type Found, type Page, type PageOfUids, pagesOf, partOf } from './pages.ts'

/** How often a folder may change under our eyes before it is shown as last seen. */
const attempts = 3

/** A page of some of the folder, or in another order. The server searches and sorts, we ask for the page's rows. */
export async function chosenRows(context: FolderContext, asked: Page, query: ListQuery): Promise<Found> {
  const sort = query.sort ?? { by: 'arrival', order: 'down' }
  const kept = query.only === undefined && isSorted(sort) && stretchWith(context, sort, partOf(asked))
  // A search sees what its session was told of, so the news come first; rows of a kept order are told with their flags.
  if (!kept && !context.folder.fresh) await command(context.line, ['NOOP'])

  const criteria = await withAttachmentKeyword(context, filterCriteria(query.only))
  if (criteria.some(isStructural)) return rowsWithAttachment(context, asked, { sort, below: query.below })
  return freshRows(context, asked, { sort, keys: keysOf(criteria) })
}

interface Choice {
  sort: ListSort
  keys: Keys
}

async function freshRows(context: FolderContext, asked: Page, choice: Choice): Promise<Found> {
  for (let attempt = 1; ; attempt++) {
    const before = context.folder.changes
    const { page, uids, total, unsorted } = await pageOf(context, asked, choice)
    const rows = await flagRows(context, uids)
    const same = context.folder.changes === before
    if (same || attempt === attempts) return { rows, total, page, ...(unsorted && { unsorted }) }
  }
}

const isSorted = (sort: ListSort): sort is ListSort & { by: Exclude<ListSort['by'], 'arrival'> } =>
  sort.by !== 'arrival'

async function pageOf(context: FolderContext, asked: Page, choice: Choice): Promise<PageOfUids> {
  const { sort, keys } = choice
  if (!isSorted(sort)) return byArrival(context, asked, choice)
  if (keys === 'none') return { page: 1, uids: [], total: 0 }
  if (keys === 'all') {
    const total = countIn(context)
    const page = Math.min(asked.page, pagesOf(total, asked.size))
    const part = await sortedPart(context, sort, partOf({ ...asked, page }))
    return part ? { ...part, page } : newestFirst(context, asked, keys)
  }
  const order = await sortedByKeys(context, sort, keys)
  return order ? cut(order, asked) : newestFirst(context, asked, keys)
}

async function newestFirst(context: FolderContext, asked: Page, keys: Keys): Promise<PageOfUids> {
  const sort: ListSort = { by: 'arrival', order: 'down' }
  return { ...(await byArrival(context, asked, { sort, keys })), unsorted: true }
}

async function byArrival(context: FolderContext, asked: Page, { sort, keys }: Choice): Promise<PageOfUids> {
  if (keys === 'all') return byPosition(context, asked, sort)
  const { set, count } = await searchKeys(context, keys)
  const page = Math.min(asked.page, pagesOf(count, asked.size))
  const { from } = partOf({ ...asked, page })
  if (sort.order === 'down') return { page, uids: newestOf(set, from, asked.size), total: count }
  const wanted = Math.min(asked.size, count - from)
  return { page, uids: newestOf(set, count - from - wanted, wanted).reverse(), total: count }
}

/** The whole folder: positions are the order, and nothing has to be searched. */
async function byPosition(context: FolderContext, asked: Page, { order }: ListSort): Promise<PageOfUids> {
  const total = countIn(context)
  const page = Math.min(asked.page, pagesOf(total, asked.size))
  const { from } = partOf({ ...asked, page })
  const wanted = Math.min(asked.size, total - from)
  if (wanted < 1) return { page, uids: [], total }
  const set = order === 'up' ? `${from + 1}:${from + wanted}` : `${total - from - wanted + 1}:${total - from}`
  const { rows } = await fetchRows(context.line, { set, by: 'position', items: [] })
  const uids = rows.sort((one, other) => one.seq - other.seq).map(({ uid }) => uid)
  return { page, uids: order === 'up' ? uids : uids.reverse(), total }
}
