import type { Request } from 'express'
import type { Person, Preferences } from '../../accounts/index.ts'
import type { Locale } from '../../i18n/index.ts'
import { buildReadReceipt, type FolderRole, type MailAccount, type Message } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { addressedAs } from '../../work/index.ts'
import { Readable } from 'node:stream'
import { type Named, refOf } from './ref.ts'

/** Somebody wants to know that the message was read, and has not been answered. */
export interface ReceiptQuestion {
  question: string
  send: string
  decline: string
}

interface Standing {
  person: Pick<Person, 'addresses'>
  preferences: Pick<Preferences, 'receipts'>
  role: FolderRole | undefined
}

/** More people than one message reports to is a way to have others written to. */
const mostTold = 5

/** Undefined where nothing is asked, the answer is known, or the reader wants no such question. */
export function receiptQuestion(
  message: Message,
  standing: Standing,
  { t, list }: Locale,
): ReceiptQuestion | undefined {
  if (!isAsked(message, standing)) return undefined
  const [author] = message.from
  const people = (message.receiptTo ?? []).map(({ address }) => address)
  const same = people.length === 1 && people[0]?.toLowerCase() === author?.address.toLowerCase()
  const who = author?.name.trim() || author?.address || t('message.sender.unknown')
  return {
    question: same
      ? t('message.receipt.asked', { who })
      : t('message.receipt.asked.elsewhere', { who, addresses: list(people) }),
    send: t('message.receipt.send'),
    decline: t('message.receipt.decline'),
  }
}

function isAsked(message: Message, { person, preferences, role }: Standing): boolean {
  const { receiptTo = [], from, keywords, flags } = message
  const own = new Set(person.addresses.map((address) => address.toLowerCase()))
  const answered = [...keywords].some((keyword) => keyword.toLowerCase() === '$mdnsent')
  const ownLetter = flags.has('draft') || from.some(({ address }) => own.has(address.toLowerCase()))
  const place = role !== undefined && ['sent', 'drafts', 'junk'].includes(role)
  const some = receiptTo.length > 0 && receiptTo.length <= mostTold
  return some && preferences.receipts === 'ask' && !answered && !ownLetter && !place
}

/** What became of an answer: the row of its history, or a note where nothing has gone. */
export type ReceiptAnswer =
  { said: string } | { note: 'receipt-declined' | 'receipt-known' | 'receipt-failed' | 'receipt-maybe' }

/**
 * RFC 3503 §3: the mark is set first, so that whatever happens nobody is told twice; it goes again where the message
 * cannot have gone. Without it nothing is sent: another program would ask once more.
 */
export async function answerReceipt(
  req: Request<Named>,
  { send }: { send: boolean },
  services: Services,
): Promise<ReceiptAnswer> {
  const mail = services.mailOf(req)
  const message = await mail.readMessage(refOf(req))
  const { person } = services.signedIn(req)
  const standing = { person, preferences: services.preferencesOf(req), role: undefined }
  if (!isAsked(message, standing) || !(await mark(mail, message))) return { note: 'receipt-known' }
  if (!send) return { note: 'receipt-declined' }

  const outcome = await submitReceipt(req, message, services).catch(async (error: unknown) => {
    await unmark(mail, message)
    throw error
  })
  if (outcome === 'maybe') return { note: 'receipt-maybe' }
  if (outcome !== 'sent') {
    await unmark(mail, message)
    return { note: 'receipt-failed' }
  }
  const to = (message.receiptTo ?? []).map(({ address }) => address).join(', ')
  const deed = { kind: 'receipt-sent' as const, ref: message.ref, to }
  return { said: (await services.history.write(services.signedIn(req).account, deed)).id }
}

const selectionOf = ({ ref: { uid, ...folder } }: Message) => ({ ...folder, uids: [uid] })

async function mark(mail: MailAccount, message: Message): Promise<boolean> {
  const { before } = await mail.changeFlags(selectionOf(message), { add: ['$MDNSent'] })
  return before.length > 0
}

async function unmark(mail: MailAccount, message: Message): Promise<void> {
  await mail.changeFlags(selectionOf(message), { remove: ['$MDNSent'] })
}

async function submitReceipt(req: Request<Named>, message: Message, services: Services) {
  const { person, credentials } = services.signedIn(req)
  const { t, longDate } = services.localeOf(req)
  const { receiptTo: to = [], subject, messageId, sent } = message
  const bytes = await buildReadReceipt({
    from: { name: person.name, address: addressedAs(message, person) },
    to,
    messageId,
    subject: t('message.receipt.subject', { subject }),
    words: t('message.receipt.words', {
      subject: subject || t('message.subject.none'),
      sent: sent ? longDate(sent) : '',
      dated: sent ? 'yes' : 'no',
    }),
    date: new Date(),
  })
  const { outcome } = await services.submission.submit(
    credentials,
    { from: '', to: to.map(({ address }) => address) },
    { content: Readable.from([bytes]), size: bytes.length, beforeDot: () => Promise.resolve() },
  )
  return outcome
}
