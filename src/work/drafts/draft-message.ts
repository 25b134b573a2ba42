import { buffer } from 'node:stream/consumers'
import type { Person } from '../../accounts/index.ts'
import { buildMessage, parseAddresses, type Address } from '../../mail/index.ts'
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
      from: senderOf(letter, draft.person),
      to: parseAddresses(letter.to).addresses,
      cc: parseAddresses(letter.cc).addresses,
      bcc: parseAddresses(letter.bcc).addresses,
      replyTo: parseAddresses(letter.replyTo).addresses,
      subject: letter.subject,
      text: letter.body.replaceAll('\r\n', '\n'),
      ...threadOf(letter.answers),
      importance: letter.importance,
      files: draft.files.map((file) => ({ ...file, open: () => draft.uploads.open(account, file.id) })),
      marks: { [draftMark]: draft.id, [revisionMark]: String(draft.revision) },
    },
    { own: true },
  )
  return buffer(content)
}

/** From is only ever one of the person's addresses. */
function senderOf({ from }: DraftLetter, { name, addresses }: Person): Address {
  const chosen = parseAddresses(from).addresses[0]?.address.toLowerCase()
  const own = addresses.find((address) => address.toLowerCase() === chosen) ?? addresses[0] ?? ''
  return { name, address: own }
}
