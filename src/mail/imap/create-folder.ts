import { MailError } from '../errors.ts'
import { asMailError } from './as-mail-error.ts'
import { command, folderName } from './command.ts'
import type { Context } from './context.ts'
import { readFolders } from './folders.ts'
import { namespacesOf } from './namespaces.ts'
import { asNameRefusal, newPath, type WantedFolder } from './new-path.ts'
import { setSubscribed } from './subscribe.ts'

/** Makes a folder and subscribes it; gives its path. */
export async function createFolder(context: Context, wanted: WantedFolder): Promise<string> {
  const { line, begin } = context
  const folders = await readFolders(context)
  const path = newPath(wanted, folders, namespacesOf(line.imap))
  // A name that only holds others can still become a folder of its own (RFC 9051 §6.3.4).
  if (folders.some((folder) => folder.path === path && folder.selectable)) throw new MailError('folder-exists')

  begin()
  await command(line, ['CREATE', folderName(line.imap, path)]).catch((error: unknown) => {
    throw asNameRefusal(asMailError(error, line))
  })
  // Refused, it is a folder all the same, only hidden.
  await setSubscribed(line, path, true)
  return path
}
