import { command } from './command.ts'
import type { FolderContext } from './context.ts'
import { factItems } from './facts.ts'
import { fetchRows, flagItems, keepsModseq, type Row } from './fetch.ts'
import { flagsOf, sameFlags } from './flags.ts'
import { keyOf, remember } from './known-messages.ts'
import { uidSets } from './uid-set.ts'
import { countIn, type Found, type Page, pagesOf } from './pages.ts'
import type { Window } from './window.ts'

/** How often a folder may change under our eyes before it is shown as last seen. */
const attempts = 4

/**
 * One page of the folder as it is, newest first. On a kept line the page listed before costs one command whatever the
 * folder's size: the flags changed since, in whose answer the server also tells arrivals and removals
 * (RFC 9051 §7.5.1), which end the kept page.
 */
export async function rowsByPosition(context: FolderContext, asked: Page): Promise<Found> {
  const { folder } = context
  const page = Math.min(asked.page, pagesOf(countIn(context), asked.size))
  const kept = stillGood(context, { page, size: asked.size })
  if (kept && (await refresh(context, kept))) return { rows: kept.rows, total: countIn(context), page }
  // Only this tells of removals since the folder was last looked at (RFC 9051 §7.5.1: never during FETCH by position).
  if (!kept && !folder.fresh) await command(context.line, ['NOOP'])
  return readPage(context, asked)
}

function stillGood({ folder: { window, changes } }: FolderContext, asked: Page) {
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
  const known = window.rows[at]
  if (!known || !flags) return
  const told = { uid, ...flagsOf(flags) }
  if (!sameFlags(known, told)) window.rows = window.rows.with(at, told)
  if (modseq !== undefined && modseq > window.modseq) window.modseq = modseq
}

async function readPage(context: FolderContext, { page: wanted, size }: Page): Promise<Found> {
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
