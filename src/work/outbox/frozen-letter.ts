import type { Person } from '../../accounts/index.ts'
import type { Address, Outgoing } from '../../mail/index.ts'
import { randomId } from '../random-id.ts'
import { threadOf } from '../thread.ts'
import type { DraftAt, DraftLetter, Pressed, Upload, Uploads } from '../types.ts'

/** A letter as it was when « Envoyer » was pressed. Every attempt makes the same message of it. */
export interface FrozenLetter {
  messageId: string
  /** Milliseconds since 1970. */
  date: number
  from: Address
  to: Address[]
  cc: Address[]
  bcc: Address[]
  replyTo: Address[]
  /** Envelope recipients, each once. */
  recipients: string[]
  files: Upload[]
  person: Person
  html?: string
  /** What the letter was made from, to open it again. */
  draft: DraftAt
  letter: DraftLetter
}

/** Its identity is settled here, once: whatever happens later, receivers can tell the same message from another. */
export function freeze(pressed: Pressed, files: Upload[], now: number): FrozenLetter {
  const { draft, from, to, cc, bcc, replyTo, letter, html, person } = pressed
  const everybody = [...to, ...cc, ...bcc].map(({ address }) => address)
  const recipients = [...new Map(everybody.map((address) => [address.toLowerCase(), address])).values()]
  const messageId = `<${randomId()}@${from.address.split('@')[1] ?? 'localhost'}>`
  const formatted = html === undefined ? {} : { html }
  return { messageId, date: now, from, to, cc, bcc, replyTo, recipients, files, ...formatted, person, draft, letter }
}

/** The message it becomes, its files read from our store each time. */
export function outgoingOf(frozen: FrozenLetter, account: string, uploads: Uploads): Outgoing {
  const { messageId, from, to, cc, bcc, replyTo, letter, files } = frozen
  return {
    ...{ messageId, from, to, cc, bcc, replyTo },
    date: new Date(frozen.date),
    subject: letter.subject,
    text: letter.body.replaceAll('\r\n', '\n'),
    ...threadOf(letter.answers),
    importance: letter.importance,
    ...(letter.receipt && { receipt: letter.receipt }),
    ...(frozen.html !== undefined && { html: frozen.html }),
    files: files.map((file) => ({ ...file, open: () => uploads.open(account, file.id) })),
    marks: {},
  }
}

/** What is kept of it once the mailbox has it: whom it went to, and its subject. */
export function withoutText(frozen: FrozenLetter): FrozenLetter {
  const rest = { ...frozen }
  delete rest.html
  return { ...rest, files: [], letter: { ...frozen.letter, body: '', files: [], carried: [] } }
}
