import { MailError } from '../errors.ts'
import type { Criterion, Frozen, FrozenSelection, MessageSummary } from '../types.ts'
import { atom } from './command.ts'
import type { Context, FolderContext } from './context.ts'
import { fetchRows } from './fetch.ts'
import { freezeWhole } from './freeze-folder.ts'
import { matchingUids } from './matching-uids.ts'
import { insistOnBounds } from './search-criteria.ts'
import { enter, openSearch, type SearchedFolder } from './searched-folder.ts'
import { summariesOf } from './summaries.ts'
import { uidSets } from './uid-set.ts'

/** The size of each of so many messages is asked for; of more, nobody is kept waiting. */
const mostWeighed = 5000

const blockLength = 500

/** Milliseconds of looking through texts and files; a part of what was asked for would not be what was asked for. */
const patience = 20_000

/**
 * Chooses messages at this moment: a whole folder up to its newest UID, or those for which the criteria hold, so that
 * mail that arrives later is not among them. A folder that cannot be searched has no part in it.
 */
export async function freeze(
  context: Context,
  { folders, criteria, first }: { folders: string[]; criteria: Criterion[]; first: number },
): Promise<Frozen> {
  insistOnBounds(criteria)
  const { searched, failed } = await openSearch(context, { folders, criteria })
  if (searched.length === 0 && failed.length > 0) throw new MailError('folder-not-found', { detail: 'freeze' })
  const frozen: FrozenFolder[] = []
  for (const folder of searched) {
    const inside = await enter(context, folder)
    frozen.push(await (criteria.length > 0 ? freezeSome(inside, folder, first) : freezeAll(inside, folder, first)))
  }

  const whole = criteria.length === 0
  const selections = frozen.map(({ selection }) => selection).filter(({ count }) => whole || count > 0)
  const weights = frozen.map(({ bytes }) => bytes)
  return {
    selections,
    count: selections.reduce((sum, { count }) => sum + count, 0),
    ...(weights.every((bytes) => bytes !== undefined) && { bytes: weights.reduce((sum, bytes) => sum + bytes, 0) }),
    first: frozen
      .flatMap(({ rows }) => rows)
      .sort(byArrival)
      .slice(0, first),
  }
}

interface FrozenFolder {
  selection: FrozenSelection
  bytes: number | undefined
  rows: MessageSummary[]
}

async function freezeAll(context: FolderContext, { uids }: SearchedFolder, first: number): Promise<FrozenFolder> {
  const { selection, bytes } = await freezeWhole(context)
  const rows = first > 0 ? await summariesOf(context, [...uids.slice(-first)].reverse()) : []
  return { selection, bytes: bytes ?? (await weightOf(context, [...uids])), rows }
}

async function freezeSome(context: FolderContext, folder: SearchedFolder, first: number): Promise<FrozenFolder> {
  const uids = folder.slow.length > 0 ? await slowOnes(context, folder) : [...folder.uids]
  const newest = uids.slice(-Math.max(first, 0)).reverse()
  const { path, uidValidity } = context.folder
  return {
    selection: { folder: path, uidValidity, set: uidSets(uids).join(','), count: uids.length },
    bytes: await weightOf(context, uids),
    rows: first > 0 ? await summariesOf(context, newest) : [],
  }
}

/** Oldest first. Rejects with `server-silent` when it takes too long. */
async function slowOnes(context: FolderContext, { uids, slow }: SearchedFolder): Promise<number[]> {
  const found: number[] = []
  const limit = performance.now() + patience
  for (let at = 0; at < uids.length; at += blockLength) {
    if (performance.now() > limit) throw new MailError('server-silent', { detail: 'freeze, texts' })
    found.push(...(await matchingUids(context, slow, [...uids.slice(at, at + blockLength)])))
  }
  return found
}

async function weightOf({ line }: FolderContext, uids: number[]): Promise<number | undefined> {
  if (uids.length > mostWeighed) return undefined
  let bytes = 0
  for (const set of uidSets(uids)) {
    const { rows } = await fetchRows(line, { set, by: 'uid', items: [atom('RFC822.SIZE')] })
    for (const { size = 0 } of rows) bytes += size
  }
  return bytes
}

const byArrival = (one: MessageSummary, other: MessageSummary): number =>
  (other.received?.getTime() ?? 0) - (one.received?.getTime() ?? 0)
