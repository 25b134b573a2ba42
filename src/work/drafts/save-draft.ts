import type { Writing } from '../../store/index.ts'
import { randomId } from '../random-id.ts'
import type { DraftAt, DraftLetter, Drafts, Saved, Upload } from '../types.ts'
import type { DraftParts } from './draft-parts.ts'
import type { DraftContent, DraftRow, DraftRows, Step } from './draft-rows.ts'
import { carriedKey, letterDigest } from './letter-digest.ts'
import { boundParked } from './parked.ts'

/** How many posts of one draft are remembered, to recognise one that comes again. */
const rememberedSteps = 120

interface Posted {
  account: string
  at: DraftAt
  letter: DraftLetter
  files: Upload[]
  digest: string
  parked: boolean
  now: number
}

/**
 * Writes a post down before anything else is done with it. The newest revision may be replaced; a post for an older one
 * that says something else is kept as a draft of its own, so that neither is lost.
 */
export function saveDraft({ store, rows, uploads, clock }: Pick<DraftParts, 'store' | 'rows' | 'uploads' | 'clock'>) {
  return async (...[account, at, letter, { parked = false } = {}]: Parameters<Drafts['save']>): Promise<Saved> => {
    const files = await uploads.describe(account, letter.files)
    const known = { ...letter, files: files.map(({ id }) => id) }
    const posted = { account, at, letter: known, files, digest: letterDigest(known, files), parked, now: clock.now() }
    return store.write(async (transaction) => {
      if (parked) await boundParked(transaction, { account, draft: at.id, files })
      return place(transaction, rows, posted)
    })
  }
}

async function place(transaction: Writing, rows: DraftRows, posted: Posted): Promise<Saved> {
  const { account, at } = posted
  const row = await rows.find(account, at.id, transaction)
  if (!row) {
    const taken = await transaction.selectFrom('draft').select('id').where('id', '=', at.id).executeTakeFirst()
    // Somebody else's id, guessed or passed on: its draft is none of this account's business.
    const draft = taken ? { id: randomId(), revision: 1 } : { id: at.id, revision: at.revision + 1 }
    await insert(transaction, rows, { posted, draft })
    return { outcome: 'saved', draft }
  }

  const content = rows.contentOf(row)
  return seenBefore(row, content, posted) ?? keep(transaction, rows, { row, content, posted })
}

/** The answer that the same content got already. */
function seenBefore(row: DraftRow, content: DraftContent, { at, digest }: Posted): Saved | undefined {
  const step = content.steps.findLast((one) => one.from === at.revision && one.digest === digest)
  if (step?.other !== undefined) {
    const draft = { id: row.id, revision: row.revision }
    return { outcome: 'conflict', draft, other: { id: step.other, revision: step.became } }
  }
  if ((!step && digest !== content.digest) || row.state === 'discarded') return undefined
  if (row.state === 'sent' && row.outbox !== null) return { outcome: 'sent', outbox: row.outbox }
  return { outcome: 'repeated', draft: { id: row.id, revision: step?.became ?? row.revision } }
}

async function keep(
  transaction: Writing,
  rows: DraftRows,
  { row, content, posted }: { row: DraftRow; content: DraftContent; posted: Posted },
): Promise<Saved> {
  const { at, digest } = posted
  const moved = at.revision < row.revision || row.state === 'sent'
  const draft = { id: row.id, revision: moved ? row.revision : at.revision + 1 }
  const other = { id: randomId(), revision: 1 }
  const step: Step = { from: at.revision, digest, became: draft.revision }
  const steps = (one: Step) => [...content.steps, one].slice(-rememberedSteps)

  if (moved) {
    await insert(transaction, rows, { posted, draft: other })
    const remembered = { ...content, steps: steps({ ...step, became: other.revision, other: other.id }) }
    await rows.rewrite(transaction, row, { content: remembered })
    return { outcome: 'conflict', draft, other }
  }

  const settled = withFetched(posted, content)
  await rows.rewrite(transaction, row, {
    content: { ...content, ...settled, steps: steps(step) },
    revision: draft.revision,
    state: 'open',
    parked: Number(posted.parked),
    saved_at: posted.now,
  })
  return { outcome: 'saved', draft }
}

async function insert(
  transaction: Writing,
  rows: DraftRows,
  { posted, draft }: { posted: Posted; draft: DraftAt },
): Promise<void> {
  const { account, at, letter, digest, parked, now } = posted
  const steps = draft.id === at.id ? [{ from: at.revision, digest, became: draft.revision }] : []
  await rows.insert(transaction, {
    row: { id: draft.id, account, revision: draft.revision, parked: Number(parked), saved_at: now },
    content: { letter, digest, steps, fetched: [] },
  })
}

/** A page drawn before a forward's file was fetched still posts it as carried: it is that upload. */
function withFetched({ letter, files }: Posted, { fetched }: DraftContent): Pick<DraftContent, 'letter' | 'digest'> {
  const keys = new Set(letter.carried.map(carriedKey))
  const arrived = fetched.filter(({ carried }) => keys.has(carriedKey(carried)))
  const arrivedKeys = new Set(arrived.map(({ carried }) => carriedKey(carried)))
  const added = arrived.map(({ upload }) => upload).filter(({ id }) => !letter.files.includes(id))
  const settled = {
    ...letter,
    files: [...letter.files, ...added.map(({ id }) => id)],
    carried: letter.carried.filter((one) => !arrivedKeys.has(carriedKey(one))),
  }
  return { letter: settled, digest: letterDigest(settled, [...files, ...added]) }
}
