import { MailError } from '../errors.ts'
import type { Message, MessageRef } from '../types.ts'
import type { FolderContext } from './context.ts'
import { factItems, type Known } from './facts.ts'
import { fetchRows, flagItems, type Row } from './fetch.ts'
import { flagsOf } from './flags.ts'
import { countIn } from './pages.ts'
import { keyOf, knownMessages, remember } from './known-messages.ts'

/**
 * One message, its structure and its neighbours, in at most two round trips: the message (its answer carries its
 * position), then the two beside it, unless they stand in the page just listed.
 */
export async function readMessage(context: FolderContext, ref: MessageRef): Promise<Message> {
  const { row, position } = await locate(context, ref.uid)
  const known = context.cache.get(keyOf(context, ref.uid)) ?? (await knownMessages(context, [ref.uid])).get(ref.uid)
  if (!known) throw new MailError('message-not-found', { detail: 'no envelope' })

  const total = countIn(context)
  const { newer, older } = await neighbours(context, ref.uid, position)
  return {
    ...known.facts,
    ...flagsOf(row.flags ?? []),
    ref,
    preview: known.preview,
    anatomy: known.structure.anatomy,
    ...(newer !== undefined && { newer: { ...ref, uid: newer } }),
    ...(older !== undefined && { older: { ...ref, uid: older } }),
    position: total - position + 1,
    total,
    broken: known.broken,
  }
}

/** The structure of one message, as remembered or asked. */
export async function knownMessage(context: FolderContext, uid: number): Promise<Known> {
  const known = (await knownMessages(context, [uid])).get(uid)
  if (!known) throw new MailError('message-not-found')
  return known
}

/** Fresh flags and the sequence number; removals told in the same answer shift it. */
async function locate(context: FolderContext, uid: number): Promise<{ row: Row; position: number }> {
  const { line, folder, previews, cache, caution } = context
  const already = folder.removed.length
  const met = caution.overflows > 0 || cache.get(keyOf(context, uid))
  const items = [...flagItems(line), ...(met ? [] : factItems(line, previews))]
  const { rows } = await fetchRows(line, { set: String(uid), by: 'uid', items })
  const row = rows.find((one) => one.uid === uid)
  if (!row) throw new MailError('message-not-found')

  let position = row.seq
  for (const removed of folder.removed.slice(already)) {
    if (removed === position) throw new MailError('message-not-found')
    if (removed < position) position--
  }
  remember(context, row)
  return { row, position }
}

async function neighbours(
  context: FolderContext,
  uid: number,
  position: number,
): Promise<{ newer?: number | undefined; older?: number | undefined }> {
  const total = countIn(context)
  const kept = fromWindow(context, uid)
  if (kept) return kept

  const beside = [position - 1, position + 1].filter((at) => at >= 1 && at <= total)
  if (beside.length === 0) return {}
  const { rows } = await fetchRows(context.line, { set: beside.join(','), by: 'position', items: [] })
  return {
    newer: rows.find(({ seq }) => seq === position + 1)?.uid,
    older: rows.find(({ seq }) => seq === position - 1)?.uid,
  }
}

/** The page just listed knows them, when it is still the page and the message is not at its edge. */
function fromWindow({ folder, line }: FolderContext, uid: number) {
  const { window } = folder
  if (!window || window.changes !== folder.changes) return undefined
  const at = window.rows.findIndex((row) => row.uid === uid)
  const total = line.imap.mailbox ? line.imap.mailbox.exists : 0
  const isNewest = window.page === 1 && at === 0
  const isOldest = (window.page - 1) * window.size + at + 1 === total
  const newer = window.rows[at - 1]?.uid
  const older = window.rows[at + 1]?.uid
  if (at < 0 || (newer === undefined && !isNewest) || (older === undefined && !isOldest)) return undefined
  return { newer, older }
}
