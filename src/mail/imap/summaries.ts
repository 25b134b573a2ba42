import type { MessageSummary } from '../types.ts'
import type { FolderContext } from './context.ts'
import type { Known } from './facts.ts'
import { fetchRows, flagItems, type Row } from './fetch.ts'
import { flagsOf } from './flags.ts'
import { knownMessages } from './known-messages.ts'
import { uidSets } from './uid-set.ts'
import type { FlagRow } from './window.ts'

/** Rows of a list for UIDs of the selected folder, in the order of `uids`, flags fresh; those that are gone are left out. */
export async function summariesOf(context: FolderContext, uids: readonly number[]): Promise<MessageSummary[]> {
  return describeRows(context, await flagRows(context, uids))
}

/** Flags alone, in the order of `uids`. RFC 9051 §6.4.9: UIDs that are gone are left out without a word. */
export async function flagRows({ line }: FolderContext, uids: readonly number[]): Promise<FlagRow[]> {
  const rows: Row[] = []
  for (const set of uidSets(uids))
    rows.push(...(await fetchRows(line, { set, by: 'uid', items: flagItems(line) })).rows)
  const byUid = new Map(rows.map((row) => [row.uid, row]))
  return uids.flatMap((uid) => {
    const row = byUid.get(uid)
    return row ? { uid, ...flagsOf(row.flags ?? []) } : []
  })
}

const described = new WeakMap<readonly FlagRow[], MessageSummary[]>()

/** Adds what is known for ever: rows that are kept from page to page are described once, by the same array again. */
export async function describeRows(context: FolderContext, rows: readonly FlagRow[]): Promise<MessageSummary[]> {
  let summaries = described.get(rows)
  if (!summaries) {
    const known = await knownMessages(
      context,
      rows.map(({ uid }) => uid),
    )
    summaries = Object.freeze(rows.flatMap((row) => summaryOf(context, row, known.get(row.uid)))) as MessageSummary[]
    described.set(rows, summaries)
  }
  return summaries
}

function summaryOf({ folder }: FolderContext, row: FlagRow, known: Known | undefined): MessageSummary[] {
  if (!known) return []
  const ref = { folder: folder.path, uidValidity: folder.uidValidity, uid: row.uid }
  return [{ ...known.facts, flags: row.flags, keywords: row.keywords, ref, preview: known.preview }]
}
