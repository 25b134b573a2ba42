import type { FolderContext } from './context.ts'
import { fetchRows } from './fetch.ts'
import { uidSets } from './uid-set.ts'

/** Those of `uids` that are still in the selected folder. */
export async function existingUids({ line }: FolderContext, uids: number[]): Promise<number[]> {
  const existing: number[] = []
  for (const set of uidSets(uids)) {
    const { rows } = await fetchRows(line, { set, by: 'uid', items: [] })
    existing.push(...rows.map(({ uid }) => uid))
  }
  return existing
}
