import { MailError } from '../errors.ts'
import type { Folder } from '../types.ts'

/** A folder of these, and those it holds at any depth, nearest first. Rejects with `folder-not-found`. */
export function treeOf(folders: Folder[], path: string): { root: Folder; all: Folder[] } {
  const root = folders.find((folder) => folder.path === path)
  if (!root) throw new MailError('folder-not-found')
  const below = folders.filter((folder) => isBelow(folder.path, root))
  const depthOf = ({ path: whole, delimiter }: Folder): number => (delimiter ? whole.split(delimiter).length : 1)
  return { root, all: [root, ...below.sort((one, other) => depthOf(one) - depthOf(other))] }
}

export const isBelow = (path: string, { path: holder, delimiter }: Pick<Folder, 'path' | 'delimiter'>): boolean =>
  Boolean(delimiter) && path.startsWith(holder + (delimiter ?? ''))
