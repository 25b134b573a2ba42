import type { ListSort } from '../types.ts'
import { arrivalOf } from './arrival-order.ts'
import type { FolderContext } from './context.ts'
import { matchingUids } from './matching-uids.ts'
import { searchKeys } from './search.ts'
import { sortedUids } from './sort-messages.ts'
import { flagRows } from './summaries.ts'
import { newestOf } from './uid-set.ts'
import { countIn, cut, type Found, type Page } from './pages.ts'

/** Milliseconds of looking at structures that a person waits for. */
const patience = 700

const blockLength = 500

/** A folder of so many is looked through whole, so that its pages have numbers; in a larger one a page is enough. */
const mostWhole = 5000

/**
 * Messages with something attached where no keyword says so: IMAP has no search for it, so the structures are looked at,
 * from the newest, and the page says how far.
 */
export async function rowsWithAttachment(
  context: FolderContext,
  asked: Page,
  { sort, below }: { sort: ListSort; below?: number | undefined },
): Promise<Found> {
  const { found, lookedTo } = await lookThrough(context, { size: asked.size, below })
  if (lookedTo === undefined && below === undefined) return wholeFolder(context, asked, { sort, found })

  const uids = found.slice(0, asked.size)
  const last = found.length > asked.size ? uids.at(-1) : lookedTo
  const unsorted = sort.by !== 'arrival' || sort.order === 'up'
  return {
    rows: await flagRows(context, uids),
    total: uids.length,
    page: 1,
    ...(unsorted && { unsorted }),
    ...(last !== undefined && { slice: { searchedTo: await arrivedAt(context, last), below: last } }),
  }
}

/** UIDs found, newest first, and the last one looked at when there are more. */
async function lookThrough(
  context: FolderContext,
  { size, below }: { size: number; below?: number | undefined },
): Promise<{ found: number[]; lookedTo?: number }> {
  if (below !== undefined && below <= 1) return { found: [] }
  const { set, count } = await searchKeys(context, 'all', below === undefined ? undefined : `1:${below - 1}`)
  const whole = below === undefined && countIn(context) <= mostWhole
  const limit = performance.now() + patience
  const found: number[] = []
  for (let at = 0; at < count; at += blockLength) {
    const block = newestOf(set, at, blockLength)
    found.push(...(await matchingUids(context, [{ what: 'attachment' }], block)))
    const enough = performance.now() > limit || (!whole && found.length > size)
    const lookedTo = block.at(-1)
    if (enough && at + blockLength < count && lookedTo !== undefined) return { found, lookedTo }
  }
  return { found }
}

async function wholeFolder(
  context: FolderContext,
  asked: Page,
  { sort, found }: { sort: ListSort; found: number[] },
): Promise<Found> {
  const { by, order } = sort
  const sorted = by === 'arrival' ? undefined : await sortedUids(context, { by, order }, found)
  const inTime = by === 'arrival' && order === 'up' ? found.reverse() : found
  const { uids, total, page } = cut(sorted ?? inTime, asked)
  const unsorted = by !== 'arrival' && !sorted
  return { rows: await flagRows(context, uids), total, page, ...(unsorted && { unsorted }) }
}

async function arrivedAt(context: FolderContext, uid: number): Promise<Date> {
  return new Date(((await arrivalOf(context, [uid])).get(uid) ?? 0) * 1000)
}
