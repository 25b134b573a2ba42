import type { FolderRight } from '../types.ts'
import { command, folderName, stringOf } from './command.ts'
import type { Context } from './context.ts'

/** Letters that grant a right; the older ones, `c` and `d`, are RFC 2086's. */
const letters: Record<FolderRight, RegExp> = {
  read: /r/,
  mark: /[ws]/,
  insert: /i/,
  delete: /[ted]/,
  create: /[kc]/,
  administer: /a/,
}

/** What the reader may do in a folder (MYRIGHTS, RFC 4314 §3.5); undefined where the server has no ACL. */
export async function folderRights({ line }: Context, path: string): Promise<FolderRight[] | undefined> {
  if (!line.imap.capabilities.has('ACL')) return undefined
  let granted = ''
  await command(line, ['MYRIGHTS', folderName(line.imap, path)], {
    MYRIGHTS: ({ attributes = [] }) => {
      granted = stringOf(attributes[1])
    },
  })
  const rights = Object.keys(letters) as FolderRight[]
  return rights.filter((right) => letters[right].test(granted))
}
