import type { MailAccount, MessageRef } from '../../mail/index.ts'
import { randomId } from '../random-id.ts'
import { createTurns } from '../turns.ts'
import type { DraftAt, Drafts } from '../types.ts'
import { draftMark } from './draft-message.ts'
import type { DraftParts } from './draft-parts.ts'
import { letterDigest } from './letter-digest.ts'
import { letterOfMessage } from './letter-of-message.ts'

/** Bytes of a header in which our mark must stand: MIME headers of hostile mail have no end. */
const headerLimit = 64 * 1024

/** The draft a message of the Drafts folder stands for: ours, by its marks, or a new one made from what it says. */
export function adoptMessage(parts: DraftParts): Drafts['adopt'] {
  const inTurn = createTurns()
  return async (account, ref, mail) => {
    const marked = await markOf(mail, ref)
    const row = marked === undefined ? undefined : await parts.rows.find(account, marked)
    if (row && row.state !== 'discarded') return { id: row.id, revision: row.revision }
    return inTurn(account, () => adoptForeign(parts, { account, ref, mail }))
  }
}

async function markOf(mail: MailAccount, ref: MessageRef): Promise<string | undefined> {
  const header = await mail.readHeader(ref, headerLimit)
  const line = new RegExp(`^${draftMark}:[ \\t]*([\\w-]{1,64})[ \\t]*\\r?$`, 'im').exec(header)
  return line?.[1]
}

interface Foreign {
  account: string
  ref: MessageRef
  mail: MailAccount
}

async function adoptForeign(parts: DraftParts, foreign: Foreign): Promise<DraftAt> {
  const { account, ref, mail } = foreign
  const known = await adoptedBefore(parts, foreign)
  if (known) return known

  const { letter, messageId, replaceable, written } = await letterOfMessage(parts, { account, ref, mail })
  const digest = letterDigest(letter, await parts.uploads.describe(account, letter.files))
  const draft = { id: randomId(), revision: 1 }
  await parts.store.write((transaction) =>
    parts.rows.insert(transaction, {
      row: { ...draft, account, parked: 0, saved_at: parts.clock.now() },
      content: { letter, digest, steps: [], fetched: [], ...(written && { written: written.getTime() }) },
      // Saved over, what was left out would be gone, or what somebody received: then ours stands beside it, under a Message-ID of its own.
      copy: replaceable ? { ref, ...(messageId && { messageId }) } : { original: ref },
    }),
  )
  return draft
}

/** The message has no mark: it is known by where it is, until our first push replaces it. */
async function adoptedBefore({ store, rows }: DraftParts, { account, ref }: Foreign): Promise<DraftAt | undefined> {
  const open = await store.read
    .selectFrom('draft')
    .selectAll()
    .where('account', '=', account)
    .where('state', '=', 'open')
    .where('server_copy', 'is not', null)
    .execute()
  const row = open.find((one) => {
    const { ref: replaced, original } = rows.copyOf(one)
    const copy = original ?? replaced
    return copy?.uid === ref.uid && copy.uidValidity === ref.uidValidity && copy.folder === ref.folder
  })
  return row && { id: row.id, revision: row.revision }
}
