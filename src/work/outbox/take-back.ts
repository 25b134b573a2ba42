import type { Writing } from '../../store/index.ts'
import type { DraftAt, OutboxState } from '../types.ts'
import { letterDigest } from '../drafts/letter-digest.ts'
import { holdUploads } from '../uploads/holders.ts'
import type { OutboxParts } from './outbox-parts.ts'
import type { OutboxRow } from './outbox-rows.ts'

const returnable: OutboxState[] = ['waiting', 'maybe', 'refused']

/** Cancels a letter that is not leaving and opens its draft again, one revision on: pages of before are stale. */
export function takeBack(parts: OutboxParts, account: string, id: string): Promise<DraftAt | undefined> {
  return parts.store.write(async (transaction) => {
    const now = parts.clock.now()
    const row = await transaction
      .updateTable('outbox')
      .set({
        state: 'cancelled',
        next_attempt_at: null,
        lease_owner: null,
        lease_until: 0,
        pressed_with: null,
        held: 0,
        updated_at: now,
      })
      .where('id', '=', id)
      .where('account', '=', account)
      .where('state', 'in', returnable)
      .returningAll()
      .executeTakeFirst()
    if (!row) return undefined

    const draft = await reopen(transaction, parts, row)
    await holdUploads(transaction, `outbox:${id}`, { uploads: [], now })
    return draft
  })
}

async function reopen(transaction: Writing, { rows, drafts, clock }: OutboxParts, row: OutboxRow): Promise<DraftAt> {
  const { letter, files, draft } = rows.letterOf(row)
  const known = await drafts.find(row.account, draft.id, transaction)
  const revision = (known?.revision ?? draft.revision) + 1
  const [now, digest] = [clock.now(), letterDigest(letter, files)]
  if (known) {
    const { steps, fetched } = drafts.contentOf(known)
    const content = { letter, digest, steps, fetched }
    await drafts.rewrite(transaction, known, { content, revision, state: 'open', outbox: null, saved_at: now })
  } else {
    await drafts.insert(transaction, {
      row: { id: draft.id, account: row.account, revision, parked: 0, saved_at: now },
      content: { letter, digest, steps: [], fetched: [] },
    })
  }
  return { id: draft.id, revision }
}
