import type { Writing } from '../../store/index.ts'
import { randomId } from '../random-id.ts'
import type { Pressed } from '../types.ts'
import { holdUploads } from '../uploads/holders.ts'
import { freeze, type FrozenLetter } from './frozen-letter.ts'
import type { OutboxParts } from './outbox-parts.ts'
import type { OutboxRow } from './outbox-rows.ts'
import { vouchFor } from './relay.ts'
import { hourOf, leaseFor, signatureOf } from './writing-down.ts'

/** A file of the forwarded message has not been fetched: sending now would leave it behind. */
class FilesMissing extends Error {
  override readonly name = 'FilesMissing'
}

/**
 * Writes the letter down, on the disk, with its draft closed in the same transaction: from here on it stands in the
 * outbox and nowhere else. The same send number gives the entry it already has.
 */
export async function press(parts: OutboxParts, account: string, pressed: Pressed): Promise<OutboxRow> {
  const { store, rows, uploads, clock } = parts
  const files = await uploads.describe(account, pressed.letter.files)
  if (files.length < pressed.letter.files.length || pressed.letter.carried.length > 0) {
    const known = await findNumber(store.read, account, pressed.sendNumber)
    if (known) return known
    throw new FilesMissing('A file of the letter is not here')
  }

  const signature = await signatureOf(parts, account, pressed.credentials)
  const relay = pressed.leaves?.kind === 'planned' ? await vouchFor(parts, pressed.credentials) : 0
  const [id, now] = [randomId(), clock.now()]
  const hour = hourOf(pressed.leaves, now)
  // Dated when it leaves (RFC 5322 §3.6.1): its readers sort by that.
  const frozen = freeze(pressed, files, hour.due_at)
  const row = {
    ...{ id, account, send_number: pressed.sendNumber, draft: pressed.draft.id, state: 'waiting' as const },
    ...{ letter: rows.sealLetter(frozen, { account, id }), answer: null, trouble: null, pressed_at: now },
    ...{ next_attempt_at: null, attempts: 0, dot_at: null, sent_at: null, filings: 0, dismissed: 0, updated_at: now },
    ...{ ...hour, ...signature(id), ...leaseFor(hour, parts), relay },
  }
  return store.write((transaction) => insertOnce(transaction, parts, { row, frozen }), { durable: true })
}

async function insertOnce(
  transaction: Writing,
  parts: OutboxParts,
  { row, frozen }: { row: OutboxRow; frozen: FrozenLetter },
): Promise<OutboxRow> {
  const { numInsertedOrUpdatedRows: inserted } = await transaction
    .insertInto('outbox')
    .values(row)
    .onConflict((known) => known.columns(['account', 'send_number']).doNothing())
    .executeTakeFirst()
  if (!inserted) return (await findNumber(transaction, row.account, row.send_number)) ?? row

  const held = { uploads: frozen.files.map(({ id }) => id), now: row.pressed_at }
  await holdUploads(transaction, `outbox:${row.id}`, held)
  await closeDraft(transaction, parts, { row, frozen })
  return row
}

function findNumber(database: Pick<Writing, 'selectFrom'>, account: string, number: string) {
  return database
    .selectFrom('outbox')
    .selectAll()
    .where('account', '=', account)
    .where('send_number', '=', number)
    .executeTakeFirst()
}

async function closeDraft(
  transaction: Writing,
  { drafts }: OutboxParts,
  { row, frozen }: { row: OutboxRow; frozen: FrozenLetter },
): Promise<void> {
  const draft = await drafts.find(row.account, row.draft, transaction)
  if (!draft) return
  const content = drafts.contentOf(draft)
  if (draft.state === 'open' && draft.revision > frozen.draft.revision) {
    // Another page saved something else between this one's save and its press: that text is not what leaves.
    const kept = { id: randomId(), account: row.account, revision: 1, parked: draft.parked, saved_at: draft.saved_at }
    await drafts.insert(transaction, { row: kept, content: { ...content, steps: [] } })
  }
  await drafts.rewrite(transaction, draft, {
    content: { ...content, letter: frozen.letter, sent: { at: row.pressed_at, to: frozen.recipients } },
    state: 'sent',
    outbox: row.id,
    parked: 0,
    saved_at: row.pressed_at,
  })
}
