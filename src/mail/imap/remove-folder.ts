import { MailError } from '../errors.ts'
import type { FrozenSelection } from '../types.ts'
import { asMailError } from './as-mail-error.ts'
import { checkedPath, command, folderName } from './command.ts'
import type { Context } from './context.ts'
import { isBelow } from './folder-tree.ts'
import { readStatus } from './freeze-folder.ts'
import type { Line } from './line.ts'
import { isSelectable, listBeginning } from './list-folders.ts'
import { setSubscribed } from './subscribe.ts'

/** What may go: that folder, and at most so many messages in it. */
type Removable = Pick<FrozenSelection, 'folder' | 'uidValidity' | 'count'>

/**
 * Deletes a folder for ever, looked at right before, for DELETE (RFC 9051 §6.3.5) takes whatever it holds along. Says
 * whether it went: it stays where it is another of that name, holds more messages, or any folder.
 */
export async function removeFolder(context: Context, { folder, ...allowed }: Removable): Promise<boolean> {
  const { line } = context
  const path = checkedPath(folder)
  if (path === 'INBOX') throw new MailError('refused', { detail: 'DELETE INBOX' })
  if (!(await isRemovable(line, path, allowed))) return false

  context.begin()
  try {
    await command(line, ['DELETE', folderName(line.imap, path)])
  } catch (error) {
    const told = asMailError(error, line)
    // What only holds others is gone with the last of them.
    const isGone = told instanceof MailError && told.reason === 'folder-not-found'
    if (!isGone || allowed.uidValidity !== '0') throw told
  }
  await setSubscribed(line, path, false)
  return true
}

async function isRemovable(
  line: Line,
  path: string,
  { uidValidity, count }: Omit<Removable, 'folder'>,
): Promise<boolean> {
  const listed = await listBeginning(line, path)
  const folders = listed.filter(({ attributes }) => isSelectable(attributes))
  if (folders.some((one) => isBelow(one.path, { path, delimiter: one.delimiter }))) return false
  if (uidValidity === '0') return !folders.some((one) => one.path === path)

  if (!folders.some((one) => one.path === path)) throw new MailError('folder-not-found', { detail: 'DELETE' })
  const told = await readStatus(line, path, ['MESSAGES', 'UIDVALIDITY'])
  return told.get('UIDVALIDITY') === Number(uidValidity) && (told.get('MESSAGES') ?? Infinity) <= count
}
