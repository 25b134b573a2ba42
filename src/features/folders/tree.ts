import { type Folder, isBelow } from '../../mail/index.ts'

/** The path of the folder that holds it; undefined at the top. */
export function holderOf({ path, depth, delimiter }: Folder): string | undefined {
  return depth > 0 && delimiter ? path.slice(0, path.lastIndexOf(delimiter)) : undefined
}

/** All that a folder holds, at any depth. */
export const below = (folders: Folder[], holder: Folder): Folder[] =>
  folders.filter(({ path }) => isBelow(path, holder))

const trashOf = (folders: Folder[]): Folder | undefined => folders.find(({ role }) => role === 'trash')

export function isInBin(folders: Folder[], folder: Folder): boolean {
  const trash = trashOf(folders)
  return trash !== undefined && below(folders, trash).includes(folder)
}

/** Why a folder must stay where it is under its name; undefined when it need not. */
export function whyFixed({ role, shared }: Folder): 'inbox' | 'role' | 'shared' | undefined {
  if (role) return role === 'inbox' ? 'inbox' : 'role'
  return shared && 'shared'
}

/** Why a folder cannot be deleted, which it could be moved for: what it holds would go with it. */
export const whyKept = (folders: Folder[], folder: Folder): 'holds-role' | ReturnType<typeof whyFixed> =>
  whyFixed(folder) ?? (below(folders, folder).some(({ role }) => role) ? 'holds-role' : undefined)
