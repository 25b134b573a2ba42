import type { Criterion } from '../types.ts'
import { attachmentsOf } from './attachment-slices.ts'
import type { FolderContext } from './context.ts'
import { isStructural, keysOf } from './search-criteria.ts'
import { searchKeys } from './search.ts'
import { inOrder, uidSets } from './uid-set.ts'

/** Those of `uids` for which all criteria hold, in their order: the server's part of them first, for what is left is less to look at. */
export async function matchingUids(
  context: FolderContext,
  criteria: readonly Criterion[],
  uids: readonly number[],
): Promise<number[]> {
  const asked = criteria.filter((criterion) => !isStructural(criterion))
  let left = asked.length > 0 ? await searched(context, asked, uids) : [...uids]
  for (const criterion of criteria.filter(isStructural)) left = await holding(context, criterion, left)
  return left
}

async function searched(
  context: FolderContext,
  criteria: readonly Criterion[],
  uids: readonly number[],
): Promise<number[]> {
  const found = new Set<number>()
  for (const set of uidSets(uids)) {
    for (const uid of inOrder((await searchKeys(context, keysOf(criteria), set)).set)) found.add(uid)
  }
  return uids.filter((uid) => found.has(uid))
}

async function holding(context: FolderContext, criterion: Criterion, uids: number[]): Promise<number[]> {
  if (uids.length === 0) return []
  if (!isStructural(criterion)) return searched(context, [criterion], uids)
  if ('not' in criterion) {
    const others = new Set(await holding(context, criterion.not, uids))
    return uids.filter((uid) => !others.has(uid))
  }
  if ('any' in criterion) {
    const found = new Set<number>()
    for (const one of criterion.any) for (const uid of await holding(context, one, uids)) found.add(uid)
    return uids.filter((uid) => found.has(uid))
  }
  const attached = await attachmentsOf(context, uids)
  if (criterion.what !== 'file') return uids.filter((uid) => (attached.get(uid)?.count ?? 0) > 0)
  const wanted = folded(criterion.contains)
  return uids.filter((uid) => attached.get(uid)?.names.some((name) => folded(name).includes(wanted)))
}

/** « Résumé.PDF » is found by « resume »: programs spell file names with and without accents. */
const folded = (name: string): string => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
