import type { MessageSummary, SearchPage, SearchRequest } from '../types.ts'
import type { Context, FolderContext } from './context.ts'
import { arrivalOf } from './arrival-order.ts'
import { matchingUids } from './matching-uids.ts'
import { insistOnBounds } from './search-criteria.ts'
import { compare, endOfSecond, readCursor, writeCursor, type Cursor, type Place } from './search-cursor.ts'
import { enter, openSearch, type SearchedFolder } from './searched-folder.ts'
import { startOf } from './search-start.ts'
import { summariesOf } from './summaries.ts'

/** Milliseconds of looking through messages that a person waits for. */
const patience = 1000

const mostRows = 500

interface Row {
  place: Place
  summary: MessageSummary
}

/**
 * Newest first over all folders. What headers, flags, dates and sizes tell is searched in whole folders at once; what is
 * in texts and files by slices of time, the same in every folder, about a second of work an answer.
 */
export async function searchFolders(context: Context, request: SearchRequest): Promise<SearchPage> {
  insistOnBounds(request.criteria)
  const size = Math.min(mostRows, Math.max(1, Math.trunc(request.size)))
  const cursor = readCursor(request.from)
  const { searched, failed } = await openSearch(context, request, cursor)
  const page = searched.some(({ slow }) => slow.length > 0)
    ? await bySlices(context, searched, { size, cursor })
    : await atOnce(context, searched, { size, cursor })
  return { ...page, failed }
}

interface Wanted {
  size: number
  cursor: Cursor | undefined
}

type Found = Omit<SearchPage, 'failed'>

async function atOnce(context: Context, searched: SearchedFolder[], { size, cursor }: Wanted): Promise<Found> {
  let rows: Row[] = []
  for (const folder of searched.toSorted((one, other) => other.newest - one.newest)) {
    if (isTooOld(folder, rows, size)) continue
    const uids = [...folder.uids.slice(Math.max(0, folder.end - size), folder.end)]
    rows = newest([...rows, ...(await rowsOf(await enter(context, folder), folder, uids))], size)
  }
  const found = searched.reduce((sum, { uids }) => sum + uids.length, 0)
  const left = searched.reduce((sum, { end }) => sum + end, 0)
  const last = rows.at(-1)
  return {
    items: rows.map(({ summary }) => summary),
    found,
    ...(last && left > rows.length && { next: writeCursor({ ...last.place, given: givenWith(cursor, rows) }) }),
  }
}

/** Its newest message is older than all that are shown already. */
function isTooOld({ end, newest: second }: SearchedFolder, rows: Row[], size: number): boolean {
  const last = rows.at(-1)
  return end === 0 || (last !== undefined && rows.length >= size && second < last.place.second)
}

async function bySlices(context: Context, searched: SearchedFolder[], { size, cursor }: Wanted): Promise<Found> {
  const started = performance.now()
  let rows: Row[] = []
  let found = 0
  let since: number
  for (let depth = 0; ; depth++) {
    since = Math.max(0, ...searched.map(({ depths }) => depths[depth] ?? 0))
    for (const folder of searched) {
      if (folder.end === 0 || folder.newest < since) continue
      const inside = await enter(context, folder)
      const start = await startOf(inside, folder, endOfSecond(since))
      const block = [...folder.uids.slice(start, folder.end)].reverse()
      const uids = await matchingUids(inside, folder.slow, block)
      found += uids.length
      rows = newest([...rows, ...(await rowsOf(inside, folder, uids.slice(0, size)))], size)
      folder.end = start
    }
    // The next slice is three times as much work as all before it.
    const enough = (performance.now() - started) * 4 > patience * 2
    if (since === 0 || found >= size || enough) break
  }
  const last = rows.at(-1)
  const given = givenWith(cursor, rows)
  const more = found > rows.length && last ? writeCursor({ ...last.place, given }) : undefined
  const further = since > 0 ? writeCursor({ ...endOfSecond(since), given }) : undefined
  const next = more ?? further
  return {
    items: rows.map(({ summary }) => summary),
    found: (cursor?.given ?? 0) + found,
    ...(since > 0 && { searchedTo: new Date(since * 1000) }),
    ...(next !== undefined && { next }),
  }
}

const givenWith = (cursor: Cursor | undefined, rows: Row[]): number => (cursor?.given ?? 0) + rows.length

async function rowsOf(context: FolderContext, { index }: SearchedFolder, uids: readonly number[]): Promise<Row[]> {
  const summaries = await summariesOf(context, uids)
  const seconds = await arrivalOf(context, uids)
  return summaries.map((summary) => {
    const { uid } = summary.ref
    return { summary, place: { second: seconds.get(uid) ?? 0, folder: index, uid } }
  })
}

const newest = (rows: Row[], size: number): Row[] =>
  rows.sort((one, other) => compare(one.place, other.place)).slice(0, size)
