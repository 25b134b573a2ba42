import { type MailAccount, MailError, type MessageRef } from '../../mail/index.ts'
import { factsOf } from '../log.ts'
import { randomId } from '../random-id.ts'
import type { Drafts, Upload } from '../types.ts'
import { draftMessage } from './draft-message.ts'
import type { DraftParts } from './draft-parts.ts'
import type { DraftRow } from './draft-rows.ts'
import { clearCopies, findCopies, newestMarked, removeCopies } from './server-copies.ts'

/** Bytes of files that every save may carry to the server again. */
const smallFiles = 256 * 1024
/** Milliseconds nobody else pushes the same draft: longer than the slowest upload to a mail server. */
const pushLease = 5 * 60_000
/** A push that may have left a copy nobody wrote down: the next one looks for it. */
const uncertain = 1

type Target = Parameters<Drafts['push']>[2]

interface Pushed {
  row: DraftRow
  files: Upload[]
  /** The server's copy will have the files too. */
  whole: boolean
  to: Target
  /** Milliseconds since 1970: our turn's end. */
  until: number
}

/** Brings the server's copy up to date; whatever the server does, the text is with us. */
export function pushDraft(parts: DraftParts): Drafts['push'] {
  return async (account, id, to) => {
    try {
      return await parts.inTurn(id, () => pushNewest(parts, { account, id, to }))
    } catch (error) {
      parts.log.warn({ draft: id, ...factsOf(error) }, 'a draft could not be put on the mail server')
      return error instanceof MailError && error.reason === 'over-quota' ? 'full' : 'here'
    }
  }
}

async function pushNewest(
  parts: DraftParts,
  { account, id, to }: { account: string; id: string; to: Target },
): Promise<'server' | 'here'> {
  const row = await parts.rows.find(account, id)
  if (!row) return 'here'
  if (row.state !== 'open') {
    await clearLeft(parts, row, to)
    return 'here'
  }

  const files = await parts.uploads.describe(account, parts.rows.contentOf(row).letter.files)
  const size = files.reduce((sum, file) => sum + file.size, 0)
  const whole = to.withFiles || size <= smallFiles
  if (row.push_until === 0 && row.server_revision === row.revision && row.server_whole >= Number(whole)) return 'server'
  const until = await takeTurn(parts, row)
  if (until === undefined) return 'here'

  return parts.largeInTurn(whole ? files : [], () => replaceCopy(parts, { row, files, whole, to, until }))
}

/** A push that was cut off, of a draft sent or thrown away since, may have left a copy. */
async function clearLeft(parts: DraftParts, row: DraftRow, { mail }: Target): Promise<void> {
  const until = row.push_until === 0 ? undefined : await takeTurn(parts, row)
  if (until === undefined) return
  let after = uncertain
  try {
    await clear(parts, row, mail)
    after = 0
  } finally {
    await endTurn(parts, row, { until, after })
  }
}

async function clear({ rows }: DraftParts, row: DraftRow, mail: MailAccount): Promise<void> {
  if (row.state !== 'open')
    await clearCopies(mail, row.state, { draft: row.id, copy: rows.copyOf(row), uncertain: true })
}

/** Until when it is ours; undefined while another process pushes the same draft. */
async function takeTurn({ store, clock }: DraftParts, { id }: DraftRow): Promise<number | undefined> {
  const now = clock.now()
  const until = now + pushLease
  const { numUpdatedRows } = await store.write((transaction) =>
    transaction
      .updateTable('draft')
      .set({ push_until: until })
      .where('id', '=', id)
      .where('push_until', '<', now)
      .executeTakeFirst(),
  )
  return numUpdatedRows > 0n ? until : undefined
}

/** Appends the new text, then removes the old: whatever fails in between, one of them is there. */
async function replaceCopy(parts: DraftParts, pushed: Pushed): Promise<'server' | 'here'> {
  const { row, to, until } = pushed
  let after: number = row.push_until === 0 ? 0 : uncertain
  try {
    const folder = await to.mail.folderFor('drafts')
    const copy = parts.rows.copyOf(row)
    const { ours, theirs } = await findCopies(to.mail, folder, { draft: row.id, copy, uncertain: row.push_until !== 0 })
    const messageId = copy.messageId ?? `<${randomId()}@${domainOf(to)}>`
    const message = await compose(parts, pushed, messageId)

    after = uncertain
    const appended = await to.mail.append(folder, message, { flags: ['draft', 'seen'] })
    const ref = appended.ref ?? (await newestMarked(to.mail, folder, row.id))
    const { original } = copy
    const changedElsewhere = theirs ?? copy.changedElsewhere
    const beside = { ...(changedElsewhere && { changedElsewhere }), ...(original && { original }) }
    const now = await note(parts, pushed, { messageId, ...(ref && { ref }), ...beside })
    if (now.state === 'open') await removeCopies(to.mail, ours.filter(isOtherThan(ref)))
    else await clear(parts, now, to.mail)
    after = 0
    return now.state === 'open' ? 'server' : 'here'
  } catch (error) {
    if (leftNothing(error)) after = row.push_until === 0 ? 0 : uncertain
    throw error
  } finally {
    await endTurn(parts, row, { until, after })
  }
}

const isOtherThan = (ref: MessageRef | undefined) => (one: MessageRef) =>
  !(one.uid === ref?.uid && one.uidValidity === ref.uidValidity)

function compose({ rows, uploads }: DraftParts, { row, files, whole, to }: Pushed, messageId: string) {
  const { id, account, revision, saved_at } = row
  const { letter } = rows.contentOf(row)
  const sent = whole ? files : []
  const draft = { id, account, revision, messageId, letter, savedAt: new Date(saved_at), files: sent }
  return draftMessage({ ...draft, person: to.person, uploads })
}

/** The row as it is now; sent or thrown away while its text was on the way, nothing is noted. */
function note(
  { store, rows }: DraftParts,
  { row, files, whole }: Pushed,
  copy: Parameters<typeof rows.note>[2]['copy'],
): Promise<DraftRow> {
  const complete = whole || files.length === 0
  return store.write(async (transaction) => {
    const now = (await rows.find(row.account, row.id, transaction)) ?? row
    if (now.state === 'open')
      await rows.note(transaction, now, { copy, server_revision: row.revision, server_whole: Number(complete) })
    return now
  })
}

function endTurn(
  { store }: DraftParts,
  { id }: DraftRow,
  { until, after }: { until: number; after: number },
): Promise<unknown> {
  return store.write((transaction) =>
    transaction
      .updateTable('draft')
      .set({ push_until: after })
      .where('id', '=', id)
      .where('push_until', '=', until)
      .execute(),
  )
}

/** The server said no: then nothing was appended. A line lost tells nothing. */
const leftNothing = (error: unknown): boolean =>
  error instanceof MailError && ['over-quota', 'too-large', 'refused', 'credentials-rejected'].includes(error.reason)

const domainOf = ({ person }: Target): string => person.addresses[0]?.split('@')[1] ?? 'localhost'
