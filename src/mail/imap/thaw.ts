import { MailError } from '../errors.ts'
import type { FrozenSelection, Selection } from '../types.ts'
import type { FolderContext } from './context.ts'
import { searchKeys } from './search.ts'
import { inOrder, setPieces } from './uid-set.ts'

/** Characters of a set that a form may bring back. */
const longestForm = 500_000

/**
 * Which of a frozen set are still there, oldest UID first. Rejects with `refused` for what is no set of UIDs, however it
 * came; what a set names and the folder has not costs nothing.
 */
export async function thaw(context: FolderContext, { set }: Pick<FrozenSelection, 'set'>): Promise<Selection> {
  const { path: folder, uidValidity } = context.folder
  if (set === '') return { folder, uidValidity, uids: [] }
  if (set.length > longestForm || !/^\d{1,10}(:\d{1,10})?(,\d{1,10}(:\d{1,10})?)*$/.test(set)) {
    throw new MailError('refused', { detail: 'no set of UIDs' })
  }
  const found = new Set<number>()
  for (const piece of setPieces(set))
    for (const uid of inOrder((await searchKeys(context, 'all', piece)).set)) found.add(uid)
  return { folder, uidValidity, uids: [...found].sort((one, other) => one - other) }
}
