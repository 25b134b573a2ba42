import type { Locale } from '../../i18n/index.ts'
import type { Person } from '../../accounts/index.ts'
import {
  type Address,
  fileNameOf,
  formatAddress,
  forwardSubject,
  type MailAccount,
  type Message,
  recipientsOfReply,
  replyReferences,
  replySubject,
  safeFileName,
} from '../../mail/index.ts'
import { addressedAs, type Carried, type DraftLetter } from '../../work/index.ts'
import { type Origin, textOf } from './origin.ts'
import { forwardBelow, quoteBelow } from './quote.ts'

/** A letter nobody has written anything in yet. */
export const emptyLetter = (person: Person): DraftLetter => ({
  from: person.addresses[0] ?? '',
  to: '',
  cc: '',
  bcc: '',
  replyTo: '',
  subject: '',
  body: '',
  importance: 'normal',
  files: [],
  carried: [],
  reminded: [],
})

interface Given {
  mail: MailAccount
  person: Person
  locale: Locale
}

/** The letter that answers or forwards a message. Rejects with `MailError` when the original cannot be had. */
export async function beginFrom(origin: Origin, given: Given): Promise<DraftLetter> {
  const message = await given.mail.readMessage(origin.ref)
  const answers = { ...origin, messageId: message.messageId, references: replyReferences(message).references }
  const letter = { ...emptyLetter(given.person), from: addressedAs(message, given.person), answers }
  switch (origin.kind) {
    case 'forward':
      return { ...letter, ...(await forwardInline(message, given)) }
    case 'forward-attached':
      return { ...letter, subject: forwardSubject(message.subject), carried: [wholeMessage(message)] }
    default:
      return { ...letter, ...(await reply(message, origin.kind, given)) }
  }
}

async function reply(message: Message, kind: Origin['kind'], { mail, person, locale }: Given) {
  const whom = kind === 'reply-all' ? 'all' : kind === 'reply-list' ? 'list' : 'sender'
  const listPost = whom === 'list' ? { listPost: await listPostOf(message, mail) } : {}
  const { to, cc } = recipientsOfReply({ ...message, ...listPost }, person.addresses, whom)
  const body = quoteBelow({ facts: message, ...(await textOf(message, mail)) }, locale)
  return { to: typedAs(to), cc: typedAs(cc), subject: replySubject(message.subject), body }
}

/** Bytes of a header in which a list says where to write (RFC 2369 §3.4). */
const longestHeader = 64 * 1024

async function listPostOf({ ref }: Message, mail: MailAccount): Promise<string> {
  const unfolded = (await mail.readHeader(ref, longestHeader)).replaceAll(/\r?\n[ \t]+/g, ' ')
  return /^List-Post:(.*)$/im.exec(unfolded)?.[1] ?? ''
}

async function forwardInline(message: Message, { mail, locale }: Given) {
  const body = forwardBelow({ facts: message, ...(await textOf(message, mail)) }, locale)
  const carried = message.anatomy.attachments.map(({ section, fileName, type, decodedSize }): Carried => ({
    ref: message.ref,
    section,
    name: fileNameOf({ fileName, section, type }),
    type,
    size: decodedSize,
  }))
  return { subject: forwardSubject(message.subject), body, carried }
}

function wholeMessage({ ref, subject, size }: Message): Carried {
  const name = `${safeFileName(subject.slice(0, 80), 'message')}.eml`
  return { ref, section: '', name, type: 'message/rfc822', size }
}

const typedAs = (addresses: Address[]): string => addresses.map(formatAddress).join(', ')
