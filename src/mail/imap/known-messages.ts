import type { FolderContext } from './context.ts'
import { factItems, knownOf, type Known } from './facts.ts'
import { fetchRows, type Row } from './fetch.ts'
import { uidSets } from './uid-set.ts'

/** What is known for ever about messages of the selected folder, asking the server only for those never met. */
export async function knownMessages(context: FolderContext, uids: number[]): Promise<Map<number, Known>> {
  const { cache } = context
  const found = new Map<number, Known>()
  const missing: number[] = []
  for (const uid of uids) {
    const known = cache.get(keyOf(context, uid))
    if (known) found.set(uid, known)
    else missing.push(uid)
  }
  for (const set of uidSets(missing)) {
    const items = factItems(context.line, context.previews)
    const { rows } = await fetchRows(context.line, { set, by: 'uid', items })
    for (const row of rows) {
      const known = remember(context, row)
      if (known) found.set(row.uid, known)
    }
  }
  return found
}

/** Keeps what a row says for ever. Rows without an envelope, as flags told in passing, say nothing of it. */
export function remember(context: FolderContext, row: Row): Known | undefined {
  if (row.envelope === undefined) return undefined
  const known = knownOf(row)
  context.cache.set(keyOf(context, row.uid), known)
  return known
}

export const keyOf = ({ account, folder }: FolderContext, uid: number) => ({
  account,
  folder: folder.path,
  uidValidity: folder.uidValidity,
  uid,
})
