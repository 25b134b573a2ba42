import type { FolderContext } from './context.ts'
import { factItems, knownOf, type Known } from './facts.ts'
import { headerItems, knownFromHeader } from './header-facts.ts'
import { fetchRows, type Row } from './fetch.ts'
import { uidSets } from './uid-set.ts'

/** Lines that may end under descriptions before none is asked for any more. */
const mostTrusted = 3

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
  for (const row of await describe(context, missing)) {
    const known = remember(context, row)
    if (known) found.set(row.uid, known)
  }
  return found
}

/** All at once; one by one after a description too large to be taken in; only headers when that happens again and again. */
async function describe(context: FolderContext, uids: number[]): Promise<Row[]> {
  const { line, previews, caution } = context
  const items = factItems(line, previews)
  const rows: Row[] = []
  const alone = caution.overflows > 0
  const trusted = caution.overflows > mostTrusted ? [] : uids.filter((uid) => !caution.oversized.has(uid))
  for (const set of alone ? trusted.map(String) : uidSets(trusted)) {
    if (alone) caution.suspect = Number(set)
    rows.push(...(await fetchRows(line, { set, by: 'uid', items })).rows)
    caution.suspect = undefined
  }
  const described = new Set(rows.filter(({ envelope }) => envelope).map(({ uid }) => uid))
  for (const set of uidSets(uids.filter((uid) => !described.has(uid)))) {
    rows.push(...(await fetchRows(line, { set, by: 'uid', items: headerItems })).rows)
  }
  return rows
}

/** Keeps what a row says for ever. Rows without envelope or header, as flags told in passing, say nothing of it. */
export function remember(context: FolderContext, row: Row): Known | undefined {
  if (row.envelope === undefined && row.headers === undefined) return undefined
  const known = row.envelope ? knownOf(row) : knownFromHeader(row)
  context.cache.set(keyOf(context, row.uid), known)
  return known
}

export const keyOf = ({ account, folder }: FolderContext, uid: number) => ({
  account,
  folder: folder.path,
  uidValidity: folder.uidValidity,
  uid,
})
