import type { Folder } from '../types.ts'
import { roles } from './folder-roles.ts'

/** French alphabet, « 6e » before « 10e ». */
const alphabet = new Intl.Collator('fr', { numeric: true })

export interface OrderedFolder extends Folder {
  /** The path of the folder that holds it, when one does. */
  parent?: string | undefined
}

/**
 * Roles first, then A–Z, then other people's, owner by owner; every folder right after the one that holds it. A folder
 * with a role stands alone, wherever the server put it. Sets `depth`.
 */
export function inHouseOrder(folders: OrderedFolder[]): Folder[] {
  const children = new Map<string | undefined, OrderedFolder[]>()
  for (const folder of folders) {
    const holder = folder.role ? undefined : folder.parent
    const siblings = children.get(holder)
    if (siblings) siblings.push(folder)
    else children.set(holder, [folder])
  }

  const ordered: Folder[] = []
  const place = (holder: string | undefined, depth: number): void => {
    for (const { parent, ...folder } of (children.get(holder) ?? []).sort(compare)) {
      ordered.push({ ...folder, depth })
      // A folder that holds itself would hold the process.
      if (folder.path !== parent) place(folder.path, depth + 1)
    }
  }
  place(undefined, 0)
  return ordered
}

function rank({ role, shared }: Folder): number {
  if (role) return roles.indexOf(role)
  return shared ? roles.length + 1 : roles.length
}

const compare = (one: Folder, other: Folder): number =>
  rank(one) - rank(other) ||
  alphabet.compare(one.shared?.owner ?? '', other.shared?.owner ?? '') ||
  alphabet.compare(one.name, other.name) ||
  (one.path < other.path ? -1 : 1)
