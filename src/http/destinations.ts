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
  subscribed: boolean
  shared?: { owner: string }
}

/** Beyond so many, only those shown beside the pages are offered: a page has two such selects. */
const mostOffered = 200

/** Of those shown too: whoever keeps more hides some to reach the others. */
const mostShown = 1000

/** Every folder but the one messages are in, if it is one only, in the order given: those with a role stand first. */
export function destinationsFrom(current: string | undefined, folders: Place[], locale: Locale): Destination[] {
  const many = folders.length > mostOffered
  return folders
    .filter(({ selectable, subscribed, role }) => selectable && (subscribed || role !== undefined || !many))
    .filter(({ path }) => path !== current)
    .slice(0, mostShown)
    .map((folder) => ({ path: folder.path, label: '\u00a0\u00a0'.repeat(indentOf(folder)) + nameOf(folder, locale) }))
}

/** Special folders are listed apart from the tree, wherever the server keeps them. */
const indentOf = ({ role, depth }: Place) => (role ? 0 : depth)

function nameOf(folder: Place, { t, folderName }: Locale): string {
  const name = folderName(folder)
  return folder.shared?.owner ? t('frame.folders.of', { folder: name, owner: folder.shared.owner }) : name
}
