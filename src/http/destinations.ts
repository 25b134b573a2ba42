import type { Locale } from '../i18n/index.ts'

/** A folder that messages may be moved to, as an option of a select. */
export interface Destination {
  path: string
  /** Indented by no-break spaces under the folder that holds it. */
  label: string
}

interface Place {
  path: string
  name: string
  depth: number
  role?: string
  selectable: boolean
}

/** Every folder but the one messages are in, if it is one only, in the order given: those with a role stand first. */
export function destinationsFrom(current: string | undefined, folders: Place[], { folderName }: Locale): Destination[] {
  return folders
    .filter((folder) => folder.selectable && folder.path !== current)
    .map((folder) => ({ path: folder.path, label: '\u00a0\u00a0'.repeat(indentOf(folder)) + folderName(folder) }))
}

/** Special folders are listed apart from the tree, wherever the server keeps them. */
const indentOf = ({ role, depth }: Place) => (role ? 0 : depth)
