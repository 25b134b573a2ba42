import { buffer } from 'node:stream/consumers'
import type { Person } from '../../accounts/index.ts'
import { buildMessage, parseAddresses } from '../../mail/index.ts'
import { senderOf } from '../sender-of.ts'
import { threadOf } from '../thread.ts'
import type { DraftLetter, Upload, Uploads } from '../types.ts'

/** Headers by which a message of the Drafts folder is known to be one of ours. */
export const draftMark = 'X-Traboule-Draft'
const revisionMark = 'X-Traboule-Revision'

/**
 * A draft as other mail programs can open it. Addresses that cannot be read as such are left out:
 * what was typed is with us, whole.
 */
export async function draftMessage(draft: {
  id: string
  account: string
  revision: number
  messageId: string
  letter: DraftLetter
  savedAt: Date
  person: Person
  files: Upload[]
  uploads: Uploads
}): Promise<Uint8Array> {
  const { letter, account } = draft
  const { content } = await buildMessage(
    {
      messageId: draft.messageId,
      date: draft.savedAt,
      from: senderOf(letter.from, draft.person),
      to: parseAddresses(letter.to).addresses,
      cc: parseAddresses(letter.cc).addresses,
      bcc: parseAddresses(letter.bcc).addresses,
      replyTo: parseAddresses(letter.replyTo).addresses,
      subject: letter.subject,
      text: letter.body.replaceAll('\r\n', '\n'),
      ...threadOf(letter.answers),
      importance: letter.importance,
      ...(letter.receipt && { receipt: letter.receipt }),
      files: draft.files.map((file) => ({ ...file, open: () => draft.uploads.open(account, file.id) })),
      marks: { [draftMark]: draft.id, [revisionMark]: String(draft.revision) },
    },
    { own: true },
  )
  return buffer(content)
}
