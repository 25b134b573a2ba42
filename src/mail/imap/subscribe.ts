import { MailError } from '../errors.ts'
import { command, folderName } from './command.ts'
import type { Context } from './context.ts'
import { readFolders } from './folders.ts'
import { granted } from './granted.ts'
import type { Line } from './line.ts'

/** Shows or hides a folder; says whether that changed anything. Rejects with `refused` where the server keeps its own mind. */
export async function subscribe(context: Context, path: string, subscribed: boolean): Promise<boolean> {
  const folder = (await readFolders(context)).find((one) => one.path === path)
  if (!folder) throw new MailError('folder-not-found', { detail: 'SUBSCRIBE' })
  if (folder.subscribed === subscribed) return false
  if (!(await setSubscribed(context.line, path, subscribed))) throw new MailError('refused', { detail: 'SUBSCRIBE' })
  return true
}

/** Whether the server took it. */
export const setSubscribed = (line: Line, path: string, subscribed: boolean): Promise<boolean> =>
  granted(line, command(line, [subscribed ? 'SUBSCRIBE' : 'UNSUBSCRIBE', folderName(line.imap, path)]))
