import type { Preferences } from '../../accounts/index.ts'
import type { Folder, FolderMoved } from '../../mail/index.ts'

type Roles = Preferences['roles']
export type ChosenRole = keyof Roles

/** Roles that a person may give to another folder, in house order. */
export const choosable: readonly ChosenRole[] = ['drafts', 'sent', 'archive', 'junk', 'trash']

/** The choices once folders have moved, so that each role stays with its folder. */
export function rolesAfter(moved: FolderMoved, folders: Folder[], chosen: Roles): Roles {
  const roles: Roles = { ...chosen }
  for (const role of choosable) {
    const path = chosen[role] ?? folders.find((folder) => folder.role === role)?.path
    const to = path === undefined ? undefined : moved.paths.get(path)
    if (to !== undefined) roles[role] = to
  }
  return roles
}
