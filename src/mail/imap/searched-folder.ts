import { MailError } from '../errors.ts'
import type { Criterion, SearchRequest } from '../types.ts'
import { arrivalOf, uidsByArrival } from './arrival-order.ts'
import { asMailError } from './as-mail-error.ts'
import { withAttachmentKeyword } from './attachment-keyword.ts'
import type { Context, FolderContext } from './context.ts'
import { probe } from './probe.ts'
import { isSlow, keysOf } from './search-criteria.ts'
import type { Cursor } from './search-cursor.ts'
import { startOf } from './search-start.ts'
import { selectFolder } from './select-folder.ts'

/** One of the folders that are searched, as far as the server answers at once. */
export interface SearchedFolder {
  path: string
  /** Its place among the folders asked for. */
  index: number
  /** All that may be found, oldest first. */
  uids: Uint32Array
  /** Only those before are still to be looked at. */
  end: number
  /** When the newest of them arrived, in seconds. */
  newest: number
  /** What must be looked at message by message. */
  slow: Criterion[]
  /** When the message arrived that lies so deep below the newest one: 64, 256, 1,024…; for `slow` alone. */
  depths: number[]
}

/** One after the other on one line; a folder that is gone, or refuses, is named and the others are searched all the same. */
export async function openSearch(
  context: Context,
  { folders, criteria }: Pick<SearchRequest, 'folders' | 'criteria'>,
  cursor?: Cursor,
): Promise<{ searched: SearchedFolder[]; failed: string[] }> {
  const searched: SearchedFolder[] = []
  const failed: string[] = []
  for (const [index, path] of [...new Set(folders.map(houseName))].entries()) {
    try {
      searched.push(await openFolder(context, { path, index, criteria, cursor }))
    } catch (error) {
      const told = asMailError(error, context.line)
      if (!(told instanceof MailError) || !ofThisFolder.has(told.reason)) throw error
      failed.push(path)
    }
  }
  return { searched, failed }
}

/** INBOX has one name, whatever its case (RFC 9051 §5.1). */
const houseName = (path: string): string => (path.toUpperCase() === 'INBOX' ? 'INBOX' : path)

const ofThisFolder = new Set(['folder-not-found', 'refused'])

/** The same folder again, selected. */
export async function enter(context: Context, { path }: { path: string }): Promise<FolderContext> {
  return { ...context, folder: await selectFolder(context.line, path) }
}

interface Opening {
  path: string
  index: number
  criteria: readonly Criterion[]
  cursor: Cursor | undefined
}

async function openFolder(context: Context, { path, index, criteria, cursor }: Opening): Promise<SearchedFolder> {
  const inside = await enter(context, { path })
  if (!inside.folder.fresh) await probe(inside.line)
  const known = await withAttachmentKeyword(inside, criteria)
  const uids = await uidsByArrival(inside, keysOf(known.filter((criterion) => !isSlow(criterion))))
  const slow = known.filter(isSlow)
  const end = cursor ? await startOf(inside, { uids, end: uids.length, index }, cursor) : uids.length
  return { path, index, uids, end, slow, ...(await datesBelow(inside, { uids, end, slow })) }
}

const deepest = 20

async function datesBelow(
  context: FolderContext,
  { uids, end, slow }: Pick<SearchedFolder, 'uids' | 'end' | 'slow'>,
): Promise<Pick<SearchedFolder, 'newest' | 'depths'>> {
  if (end === 0) return { newest: 0, depths: [] }
  const at: number[] = [end - 1]
  for (let depth = 64, step = 0; slow.length > 0 && depth < end && step < deepest; depth *= 4, step++)
    at.push(end - depth)
  const asked = at.map((position) => uids[position] ?? 0)
  const seconds = await arrivalOf(context, asked)
  const [newest = 0, ...depths] = asked.map((uid) => seconds.get(uid) ?? 0)
  return { newest, depths }
}
