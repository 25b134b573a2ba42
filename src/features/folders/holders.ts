import type { Locale } from '../../i18n/index.ts'
import type { Folder } from '../../mail/index.ts'
import { below } from './tree.ts'

/** An option of a select. */
export interface Option {
  value: string
  label: string
  chosen: boolean
}

/** A select of more would be a page of its own; a folder's own page offers a new one inside it. */
const mostOffered = 500

/** Where a folder may be put: at the top, or in any that may hold others. `moving` is never offered itself. */
export function holdersFor(
  folders: Folder[],
  { moving, chosen }: { moving?: Folder; chosen: string },
  { t, folderName }: Locale,
): Option[] {
  const excluded = new Set(moving ? [moving, ...below(folders, moving)] : [])
  const holders = folders.filter((folder) => mayHold(folder, chosen) && !excluded.has(folder))
  const top = { value: '', label: t('folders.inside.none'), chosen: chosen === '' }
  return [top, ...withChosen(holders, chosen).map((folder) => asOption(folder, chosen, folderName(folder)))]
}

/** Whether somebody else's may hold one more is asked on its own page. */
const mayHold = ({ path, childless, delimiter, shared }: Folder, chosen: string): boolean =>
  !childless && Boolean(delimiter) && (!shared || path === chosen)

function withChosen(holders: Folder[], chosen: string): Folder[] {
  const first = holders.slice(0, mostOffered)
  const other = holders.slice(mostOffered).find(({ path }) => path === chosen)
  return other ? [...first, other] : first
}

/** Indented by no-break spaces under the folder that holds it. */
export const asOption = ({ path, depth }: Folder, chosen: string, name: string): Option => ({
  value: path,
  label: '\u00a0\u00a0'.repeat(depth) + name,
  chosen: path === chosen,
})
