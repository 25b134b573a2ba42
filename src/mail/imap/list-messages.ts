import type { Folder, FolderPage, ListQuery } from '../types.ts'
import { chosenRows } from './chosen-rows.ts'
import type { FolderContext } from './context.ts'
import { rowsByPosition } from './rows-by-position.ts'
import { describeRows } from './summaries.ts'
import { countIn, pagesOf } from './pages.ts'

/** Rows of one page; their UIDs fit one command line. */
const largestPage = 500

/**
 * One page. The folder as it is, newest first, is what people look at all day: it costs one command on a kept line.
 * `folder.unread` is as of the last listing of folders, which the frame around a page asks for anyway.
 */
export async function listMessages(context: FolderContext, query: ListQuery, folder: Folder): Promise<FolderPage> {
  const size = Math.min(largestPage, Math.max(1, Math.trunc(query.size)))
  const asked = { page: Math.max(1, Math.trunc(query.page)), size }
  const { by = 'arrival', order = 'down' } = query.sort ?? {}
  const asItIs = query.only === undefined && by === 'arrival' && order === 'down'
  const found = asItIs ? await rowsByPosition(context, asked) : await chosenRows(context, asked, query)

  const items = await describeRows(context, found.rows)
  return {
    folder: { ...folder, messages: context.line.imap.mailbox ? countIn(context) : folder.messages },
    uidValidity: context.folder.uidValidity,
    items,
    page: found.page,
    pageCount: pagesOf(found.total, size),
    total: found.total,
    first: items.length > 0 ? (found.page - 1) * size + 1 : 0,
    ...(found.unsorted && { unsorted: true }),
    ...(found.slice && { slice: found.slice }),
  }
}
