import { MailError } from '../errors.ts'
import type { Folder, FolderMoved } from '../types.ts'
import { asMailError } from './as-mail-error.ts'
import { command, folderName } from './command.ts'
import type { Context } from './context.ts'
import { isBelow, treeOf } from './folder-tree.ts'
import { readStatus } from './freeze-folder.ts'
import { readFolders } from './folders.ts'
import { granted } from './granted.ts'
import type { Line } from './line.ts'
import { namespacesOf } from './namespaces.ts'
import { asNameRefusal, newPath, type WantedFolder } from './new-path.ts'
import { setSubscribed } from './subscribe.ts'

/**
 * Renames a folder with all it holds. Rejects with `refused` for INBOX, whose RENAME would move its messages alone
 * (RFC 9051 §6.3.6), and for a place inside the folder itself.
 */
export async function moveFolder(context: Context, path: string, wanted: WantedFolder): Promise<FolderMoved> {
  const folders = await readFolders(context)
  const { root, all } = treeOf(folders, path)
  const to = newPath(wanted, folders, namespacesOf(context.line.imap))
  const moved: FolderMoved = { from: path, to, paths: new Map() }
  if (to === path) return moved
  if (path === 'INBOX' || isBelow(to, root)) throw new MailError('refused', { detail: 'RENAME' })
  if (folders.some((folder) => folder.path === to)) throw new MailError('folder-exists')

  context.begin()
  await rename(context.line, { root, children: childrenOf(root, all), to })
  for (const folder of all) moved.paths.set(folder.path, to + folder.path.slice(path.length))
  await carrySubscriptions(context.line, all, moved)
  const uidValidity = root.selectable ? await uidValidityOf(context.line, to) : undefined
  return { ...moved, ...(uidValidity && { uidValidity }) }
}

/** The folder is where it should be: a server that does not say which one it is now fails nothing. */
async function uidValidityOf(line: Line, path: string): Promise<string | undefined> {
  let told: number | undefined
  const asked = readStatus(line, path, ['UIDVALIDITY']).then((status) => void (told = status.get('UIDVALIDITY')))
  return (await granted(line, asked)) && told !== undefined ? String(told) : undefined
}

const childrenOf = ({ path, delimiter = '' }: Folder, all: Folder[]): Folder[] =>
  all.filter((one) => one.path.startsWith(path + delimiter) && !one.path.slice(path.length + 1).includes(delimiter))

/** A name that only holds others may not exist for the server: then those it holds move, one by one. */
async function rename(line: Line, { root, children, to }: { root: Folder; children: Folder[]; to: string }) {
  try {
    await renameOne(line, root.path, to)
  } catch (error) {
    const told = asMailError(error, line)
    const isNone = !root.selectable && told instanceof MailError && told.reason === 'folder-not-found'
    if (!isNone) throw asNameRefusal(told)
    await renameEach(
      line,
      children.map(({ path }) => [path, to + path.slice(root.path.length)]),
    )
  }
}

/** All or none: those already moved go back when one is refused. */
async function renameEach(line: Line, pairs: [from: string, to: string][]): Promise<void> {
  const done: [from: string, to: string][] = []
  for (const [from, to] of pairs) {
    if (await granted(line, renameOne(line, from, to))) done.unshift([from, to])
    else {
      for (const [first, second] of done) await granted(line, renameOne(line, second, first))
      throw new MailError('folder-name-refused', { detail: 'RENAME' })
    }
  }
}

const renameOne = (line: Line, from: string, to: string) =>
  command(line, ['RENAME', folderName(line.imap, from), folderName(line.imap, to)])

/** RENAME keeps none (RFC 9051 §6.3.6). The new names first: a line that dies here has hidden nothing. */
async function carrySubscriptions(line: Line, folders: Folder[], { paths }: FolderMoved): Promise<void> {
  for (const { path, subscribed } of folders) await setSubscribed(line, paths.get(path) ?? path, subscribed)
  for (const { path, subscribed } of folders) if (subscribed) await setSubscribed(line, path, false)
}
