import type { FolderPage, Folder, ListFilter, MessageSummary } from '../types.ts'
import { command } from './command.ts'
import type { FolderContext } from './context.ts'
import { factItems, type Known } from './facts.ts'
import { fetchRows, flagItems, keepsModseq, type Row } from './fetch.ts'
import { flagsOf } from './flags.ts'
import { keyOf, knownMessages, remember } from './known-messages.ts'
import { searchFolder, type SearchResult } from './search.ts'
import { newestOf, uidSets } from './uid-set.ts'
import type { FlagRow, Window } from './window.ts'

export interface ListQuery {
  page: number
  size: number
  only?: ListFilter
}

/** Rows of one page; their UIDs fit one command line. */
const largestPage = 500

/** How often a folder may change under our eyes before it is shown as last seen. */
const attempts = 4

/**
 * One page, newest first. On a kept line the page listed before costs one command whatever the folder's size: the flags
 * changed since, in whose answer the server also tells arrivals and removals (RFC 9051 §7.5.1), which end the kept page.
 * `folder.unread` is as of the last listing of folders, which the frame around a page asks for anyway.
 */
export async function listMessages(context: FolderContext, query: ListQuery, folder: Folder): Promise<FolderPage> {
  const size = Math.min(largestPage, Math.max(1, Math.trunc(query.size)))
  const asked = { page: Math.max(1, Math.trunc(query.page)), size }
  const { rows, total, page } = query.only
    ? await filteredRows(context, asked, query.only)
    : await rowsByPosition(context, asked)

  const known = await knownMessages(
    context,
    rows.map(({ uid }) => uid),
  )
  const items = rows.flatMap((row) => summaryOf(context, row, known.get(row.uid)))
  return {
    folder: { ...folder, messages: context.line.imap.mailbox ? context.line.imap.mailbox.exists : folder.messages },
    uidValidity: context.folder.uidValidity,
    items,
    page,
    pageCount: pagesOf(total, size),
    total,
    first: items.length > 0 ? (page - 1) * size + 1 : 0,
  }
}

interface Found {
  rows: FlagRow[]
  total: number
  page: number
}

const pagesOf = (total: number, size: number): number => Math.max(1, Math.ceil(total / size))

const countIn = ({ line }: FolderContext): number => (line.imap.mailbox ? line.imap.mailbox.exists : 0)

async function rowsByPosition(context: FolderContext, asked: { page: number; size: number }): Promise<Found> {
  const { folder } = context
  const page = Math.min(asked.page, pagesOf(countIn(context), asked.size))
  const kept = stillGood(context, { page, size: asked.size })
  if (kept && (await refresh(context, kept))) return { rows: kept.rows, total: countIn(context), page }
  // Only this tells of removals since the folder was last looked at (RFC 9051 §7.5.1: never during FETCH by position).
  if (!kept && !folder.fresh) await command(context.line, ['NOOP'])
  return readPage(context, asked)
}

function stillGood({ folder: { window, changes } }: FolderContext, asked: { page: number; size: number }) {
  return window?.page === asked.page && window.size === asked.size && window.changes === changes ? window : undefined
}

/** Brings the kept rows up to date, or says that they are no longer the page. */
async function refresh(context: FolderContext, window: Window): Promise<boolean> {
  const { line, folder } = context
  const before = folder.changes
  const [set] = uidSets(window.rows.map(({ uid }) => uid))
  if (set === undefined) await command(line, ['NOOP'])
  else {
    const since = keepsModseq(line) ? { changedSince: window.modseq } : {}
    const { rows, loose } = await fetchRows(line, { set, by: 'uid', items: flagItems(line), ...since })
    if (folder.changes !== before) return false
    for (const row of rows) applyFlags(window, row)
    for (const row of loose) applyFlags(window, { ...row, uid: uidAt(context, window, row.seq) })
  }
  return folder.changes === before
}

/** Positions count from the oldest, rows from the newest. */
const uidAt = (context: FolderContext, { rows, page, size }: Window, position: number): number =>
  rows[countIn(context) - (page - 1) * size - position]?.uid ?? 0

function applyFlags(window: Window, { uid, flags, modseq }: Row): void {
  const at = window.rows.findIndex((row) => row.uid === uid)
  if (at < 0 || !flags) return
  window.rows[at] = { uid, ...flagsOf(flags) }
  if (modseq !== undefined && modseq > window.modseq) window.modseq = modseq
}

async function readPage(
  context: FolderContext,
  { page: wanted, size }: { page: number; size: number },
): Promise<Found> {
  const { line, folder, previews } = context
  let found: Found = { rows: [], total: 0, page: 1 }
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = folder.changes
    const total = countIn(context)
    const page = Math.min(wanted, pagesOf(total, size))
    const last = total - (page - 1) * size
    const items = [...flagItems(line), ...(attempt === 0 && isNew(context, wanted) ? factItems(line, previews) : [])]
    const set = `${Math.max(1, last - size + 1)}:${last}`
    const rows = last > 0 ? (await fetchRows(line, { set, by: 'position', items })).rows : []
    rows.sort((one, other) => other.seq - one.seq)
    for (const row of rows) remember(context, row)
    found = { rows: rows.map((row) => ({ uid: row.uid, ...flagsOf(row.flags ?? []) })), total, page }
    folder.window = { page, size, rows: found.rows, modseq: highestOf(rows), changes: before }

    const whole = rows.length === Math.min(size, Math.max(last, 0))
    if (folder.changes === before && whole) return found
    await command(line, ['NOOP'])
  }
  delete folder.window
  return found
}

/** A page that was most likely never met comes whole, in one round trip instead of two. */
function isNew(context: FolderContext, page: number): boolean {
  const { folder, cache, line } = context
  const met = folder.pages.has(page)
  folder.pages.add(page)
  const { mailbox } = line.imap
  if (met || !mailbox || context.caution.overflows > 0) return false
  return !folder.fresh || !cache.get(keyOf(context, mailbox.uidNext - 1))
}

const highestOf = (rows: Row[]): bigint =>
  rows.reduce((highest, { modseq = 0n }) => (modseq > highest ? modseq : highest), 1n)

/** What arrived since the folder was last looked at is told after the answer, and searched only the next time. */
async function searchFresh(context: FolderContext, criterion: string): Promise<SearchResult> {
  const before = context.folder.changes
  const found = await searchFolder(context, [criterion])
  return context.folder.changes === before ? found : searchFolder(context, [criterion])
}

/** Unread or followed ones only: the server searches, we ask for the page's rows. */
async function filteredRows(
  context: FolderContext,
  asked: { page: number; size: number },
  only: ListFilter,
): Promise<Found> {
  const { set, count } = await searchFresh(context, only === 'unread' ? 'UNSEEN' : 'FLAGGED')
  const page = Math.min(asked.page, pagesOf(count, asked.size))
  const uids = newestOf(set, (page - 1) * asked.size, asked.size)
  const rows: Row[] = []
  for (const uidSet of uidSets(uids)) {
    rows.push(...(await fetchRows(context.line, { set: uidSet, by: 'uid', items: flagItems(context.line) })).rows)
  }
  const byUid = new Map(rows.map((row) => [row.uid, row]))
  // RFC 9051 §6.4.9: UIDs that are gone are left out without a word.
  const kept = uids.flatMap((uid) => byUid.get(uid) ?? [])
  return { rows: kept.map((row) => ({ uid: row.uid, ...flagsOf(row.flags ?? []) })), total: count, page }
}

function summaryOf({ folder }: FolderContext, row: FlagRow, known: Known | undefined): MessageSummary[] {
  if (!known) return []
  const ref = { folder: folder.path, uidValidity: folder.uidValidity, uid: row.uid }
  return [{ ...known.facts, flags: row.flags, keywords: row.keywords, ref, preview: known.preview }]
}
