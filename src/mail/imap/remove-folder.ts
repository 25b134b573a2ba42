import { MailError } from '../errors.ts'
import { asMailError } from './as-mail-error.ts'
import { command, folderName } from './command.ts'
import type { Context } from './context.ts'
import { treeOf } from './folder-tree.ts'
import { readFolders } from './folders.ts'
import { setSubscribed } from './subscribe.ts'

/**
 * Deletes a folder and all it holds, deepest first, so that nothing is ever left without its holder. Gives what is gone:
 * where the server refuses one, those above it stay, and it rejects only when nothing at all was removed.
 */
export async function removeFolder(context: Context, path: string): Promise<string[]> {
  const { line } = context
  const { all } = treeOf(await readFolders(context), path)
  if (path === 'INBOX') throw new MailError('refused', { detail: 'DELETE INBOX' })

  context.begin()
  const removed: string[] = []
  for (const folder of all.reverse()) {
    try {
      await remove(context, folder.path)
    } catch (error) {
      const told = asMailError(error, line)
      // What only holds others is gone with the last of them.
      const isGone = told instanceof MailError && told.reason === 'folder-not-found'
      const isRefusal = told instanceof MailError && told.reason === 'refused'
      if (isRefusal && removed.length > 0) return removed
      if (!isGone) throw told
    }
    removed.push(folder.path)
    if (folder.subscribed) await setSubscribed(line, folder.path, false)
  }
  return removed
}

const remove = ({ line }: Context, path: string) => command(line, ['DELETE', folderName(line.imap, path)])
