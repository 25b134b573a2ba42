import type { Locale } from '../../i18n/index.ts'
import type { Person, Preferences } from '../../accounts/index.ts'
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
import { longestText, type Origin, textOf } from './origin.ts'
import { forwardOf, quoteOf, withPlace } from './quote.ts'

/** A letter nobody has written anything in yet. */
export const emptyLetter = (
  person: Pick<Person, 'addresses'>,
  { requestReceipt }: Pick<Preferences, 'requestReceipt'>,
): DraftLetter => ({
  from: person.addresses[0] ?? '',
  to: '',
  cc: '',
  bcc: '',
  replyTo: '',
  subject: '',
  body: '',
  importance: 'normal',
  ...(requestReceipt && { receipt: true }),
  files: [],
  carried: [],
  reminded: [],
})

interface Given {
  mail: MailAccount
  person: Person
  preferences: Preferences
  locale: Locale
}

/** The letter that answers or forwards a message. Rejects with `MailError` when the original cannot be had. */
export async function beginFrom(origin: Origin, given: Given): Promise<DraftLetter> {
  const { kind, ref } = origin
  const message = await given.mail.readMessage(ref)
  const empty = { ...emptyLetter(given.person, given.preferences), from: addressedAs(message, given.person) }
  if (kind === 'as-new') return { ...empty, ...(await onceMore(message, given)) }

  const answers = { kind, ref, messageId: message.messageId, references: replyReferences(message).references }
  const letter = { ...empty, answers }
  switch (kind) {
    case 'forward':
      return { ...letter, ...formatOf(message, given), ...(await forwardInline(message, given)) }
    case 'forward-attached':
      return { ...letter, subject: forwardSubject(message.subject), carried: [wholeMessage(message)] }
    default:
      return { ...letter, ...formatOf(message, given), ...(await reply(message, kind, given)) }
  }
}

/** A plain original has no format to keep. */
const formatOf = ({ anatomy }: Message, { preferences }: Given): Pick<DraftLetter, 'format'> =>
  anatomy.html && preferences.answerFormat === 'as-received' ? { format: 'as-received' } : {}

async function reply(message: Message, kind: Origin['kind'], { mail, person, preferences, locale }: Given) {
  const whom = kind === 'reply-all' ? 'all' : kind === 'reply-list' ? 'list' : 'sender'
  const listPost = whom === 'list' ? { listPost: await listPostOf(message, mail) } : {}
  const { to, cc } = recipientsOfReply({ ...message, ...listPost }, person.addresses, whom)
  const quote = quoteOf({ facts: message, ...(await textOf(message, mail)) }, locale)
  const body = withPlace(quote, preferences.quotePlace)
  return { to: typedAs(to), cc: typedAs(cc), subject: replySubject(message.subject), body }
}

/** « Modifier comme nouveau »: what it says, to whom, and its files; from the same address, if it is the writer's. */
async function onceMore(message: Message, { mail, person, locale }: Given) {
  const { from, to, cc, bcc, subject, importance } = message
  const { text, cut } = await textOf(message, mail, longestText)
  const own = person.addresses.find((one) => from.some(({ address }) => address.toLowerCase() === one.toLowerCase()))
  return {
    ...(own && { from: own }),
    ...{ to: typedAs(to), cc: typedAs(cc), bcc: typedAs(bcc), subject, importance },
    body: cut ? `${text}\n\n${locale.t('compose.quote.cut')}` : text,
    carried: carriedFrom(message),
  }
}

/** Bytes of a header in which a list says where to write (RFC 2369 §3.4). */
const longestHeader = 64 * 1024

async function listPostOf({ ref }: Message, mail: MailAccount): Promise<string> {
  const unfolded = (await mail.readHeader(ref, longestHeader)).replaceAll(/\r?\n[ \t]+/g, ' ')
  return /^List-Post:(.*)$/im.exec(unfolded)?.[1] ?? ''
}

async function forwardInline(message: Message, { mail, locale }: Given) {
  const original = forwardOf({ facts: message, ...(await textOf(message, mail)) }, locale)
  return {
    subject: forwardSubject(message.subject),
    body: withPlace(original, 'below'),
    carried: carriedFrom(message),
  }
}

const carriedFrom = ({ ref, anatomy }: Message): Carried[] =>
  anatomy.attachments.map(({ section, fileName, type, decodedSize }) => ({
    ref,
    section,
    name: fileNameOf({ fileName, section, type }),
    type,
    size: decodedSize,
  }))

function wholeMessage({ ref, subject, size }: Message): Carried {
  const name = `${safeFileName(subject.slice(0, 80), 'message')}.eml`
  return { ref, section: '', name, type: 'message/rfc822', size }
}

const typedAs = (addresses: Address[]): string => addresses.map(formatAddress).join(', ')
