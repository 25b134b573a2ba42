import { buffer } from 'node:stream/consumers'
import { buildMessage, MailError, type MailAccount } from '../../mail/index.ts'
import { sameCopy } from '../drafts/draft-rows.ts'
import { clearCopies, isGone } from '../drafts/server-copies.ts'
import { factsOf } from '../log.ts'
import { holdUploads } from '../uploads/holders.ts'
import { delayAfter } from './delays.ts'
import { outgoingOf, withoutText, type FrozenLetter } from './frozen-letter.ts'
import type { OutboxParts } from './outbox-parts.ts'
import type { OutboxRow } from './outbox-rows.ts'
import type { Outcome } from './submit-letter.ts'

/**
 * Puts away a letter that was sent: its copy, the flag on what it answers, its draft's copy. Each step may be done
 * again without harm, so a failure, or a crash between two, only means once more.
 */
export async function fileLetter(parts: OutboxParts, row: OutboxRow, mail: MailAccount): Promise<Outcome> {
  const frozen = parts.rows.letterOf(row)
  try {
    await keepCopy(parts, { row, frozen, mail })
    await flagOriginal(frozen, mail)
    await removeDraftCopy(parts, row, mail)
    await writeFiled(parts, row, frozen)
    return { next: 'over' }
  } catch (error) {
    if (!(error instanceof MailError))
      parts.log.error({ outbox: row.id, ...factsOf(error) }, 'a sent letter could not be filed')
    return writeUnfiled(parts, row, error)
  }
}

interface Filing {
  row: OutboxRow
  frozen: FrozenLetter
  mail: MailAccount
}

async function keepCopy({ uploads, largeInTurn }: OutboxParts, { row, frozen, mail }: Filing): Promise<void> {
  const folder = await mail.folderFor('sent')
  // Only a try that ended we know not how may have left a copy.
  if (row.filings > 1) {
    const { uids } = await mail.findByHeader(folder, 'Message-ID', frozen.messageId)
    if (uids.length > 0) return
  }
  await largeInTurn(frozen.files, async () => {
    const { content } = await buildMessage(outgoingOf(frozen, row.account, uploads), { own: true })
    const received = new Date(row.sent_at ?? frozen.date)
    await mail.append(folder, await buffer(content), { flags: ['seen'], received })
  })
}

async function flagOriginal({ letter: { answers } }: FrozenLetter, mail: MailAccount): Promise<void> {
  // A draft taken over from another program knows the id of what it answers, not where it stands.
  if (!answers || answers.ref.folder === '') return
  const { folder, uidValidity, uid } = answers.ref
  const flag = answers.kind.startsWith('forward') ? '$Forwarded' : 'answered'
  try {
    await mail.changeFlags({ folder, uidValidity, uids: [uid] }, { add: [flag] })
  } catch (error) {
    // Moved, or a folder that keeps no such flag: the letter has gone all the same.
    if (!isGone(error) && !isRefused(error)) throw error
  }
}

const isRefused = (error: unknown): boolean => error instanceof MailError && error.reason === 'refused'

/** The letter stands in the outbox, or has gone: it is no draft any more. */
export async function removeDraftCopy(
  { store, drafts, clock }: OutboxParts,
  row: OutboxRow,
  mail: MailAccount,
): Promise<void> {
  const draft = await drafts.find(row.account, row.draft)
  if (draft?.state !== 'sent' || (draft.server_revision === null && draft.push_until === 0)) return

  const copy = drafts.copyOf(draft)
  await clearCopies(mail, 'sent', { draft: draft.id, copy, uncertain: true })
  await store.write(async (transaction) => {
    const now = await drafts.find(row.account, row.draft, transaction)
    if (!now || !sameCopy(now, draft)) return
    // A push under way in another process removes what it brings, and ends its turn itself.
    const freed = now.push_until > clock.now() ? {} : { push_until: 0 }
    const { messageId, original } = copy
    const left = { ...(messageId && { messageId }), ...(original && { original }) }
    await drafts.note(transaction, now, { copy: left, server_revision: null, server_whole: 0, ...freed })
  })
}

/** The mailbox has it: of the letter we keep whom it went to and its subject. */
async function writeFiled({ store, rows, drafts, clock }: OutboxParts, row: OutboxRow, frozen: FrozenLetter) {
  const now = clock.now()
  await store.write(async (transaction) => {
    const letter = rows.sealLetter(withoutText(frozen), row)
    // Its writer has still to see that it went to some only.
    const trouble = rows.answerOf(row).receipt?.rejected.length ? 'refused' : null
    await transaction
      .updateTable('outbox')
      .set({ state: 'filed', letter, trouble, next_attempt_at: null, updated_at: now })
      .where('id', '=', row.id)
      .where('state', '=', 'sent')
      .execute()
    await holdUploads(transaction, `outbox:${row.id}`, { uploads: [], now })

    const draft = await drafts.find(row.account, row.draft, transaction)
    if (draft?.state !== 'sent' || draft.outbox !== row.id) return
    const content = drafts.contentOf(draft)
    const note = { ...content, fetched: [], letter: withoutText({ ...frozen, letter: content.letter }).letter }
    await drafts.rewrite(transaction, draft, { content: note })
  })
}

/** « Envoyé, copie à refaire »: tried again later and later, by whoever has the means. */
async function writeUnfiled({ store, owner, clock }: OutboxParts, row: OutboxRow, error: unknown): Promise<Outcome> {
  const locked = error instanceof MailError && error.reason === 'credentials-rejected'
  const delay = delayAfter(locked ? 1 : row.filings)
  const now = clock.now()
  await store.write((transaction) =>
    transaction
      .updateTable('outbox')
      .set({ trouble: troubleOf(error), next_attempt_at: now + delay, updated_at: now })
      .where('id', '=', row.id)
      .where('state', '=', 'sent')
      .where('lease_owner', '=', owner)
      .execute(),
  )
  return locked ? { next: 'locked' } : { next: 'again', delay }
}

function troubleOf(error: unknown): OutboxRow['trouble'] {
  if (!(error instanceof MailError)) return 'deferred'
  switch (error.reason) {
    case 'credentials-rejected':
      return 'credentials'
    case 'server-unreachable':
    case 'server-silent':
    case 'too-many-connections':
      return 'unreachable'
    case 'over-quota':
      return 'full'
    default:
      return 'refused'
  }
}
