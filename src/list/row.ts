import { paths } from '../http/paths.ts'
import type { Locale } from '../i18n/index.ts'
import { type Address, type Folder, type MessageSummary, statesOf } from '../mail/index.ts'
import { labelsOn, type ShownLabel } from './labels.ts'
import { tickOf } from './selection.ts'

/** A message as a line of a list: what `views/partials/rows.ejs` prints. */
export interface MessageRow {
  /** Tells the row from the others of its page. */
  id: string
  /** What its tick-box sends. */
  tick: string
  /** Who wrote it, or « À … » where the reader did. */
  who: string
  subject: string
  href: string
  tags: { words: string; followed: boolean }[]
  /** The folder it is in, where a list has several; empty where it has one. */
  place: string
  /** « 212 Ko » */
  size: string
  /** First words of the text. */
  preview: string
  /** Short for the eye (« 09:42 », « hier »); absent: some mail has no date. */
  when: { short: string; long: string; iso: string } | undefined
  unread: boolean
  ticked: boolean
}

export interface Standing {
  folder: Pick<Folder, 'role'>
  /** Boxes drawn ticked: every one, or those with these values. */
  ticked: 'all' | string[]
  labels: ShownLabel[]
  /** Whether first words are shown. */
  previews: boolean
  /** Where a list has several folders: what this one is called, and the row's number on its page. */
  among?: { place: string; index: number }
}

export function asRow(message: MessageSummary, standing: Standing, locale: Locale): MessageRow {
  const { ref, flags } = message
  const { folder, ticked, previews, among } = standing
  const written = folder.role === 'sent' || folder.role === 'drafts'
  const date = message.received ?? message.sent
  const tick = among ? tickOf(ref) : String(ref.uid)
  return {
    id: String(among ? among.index : ref.uid),
    tick,
    who: written ? recipientsOf(message, locale) : senderOf(message, locale),
    subject: message.subject.trim() || locale.t('mailbox.subject.none'),
    // A draft opens for writing.
    href: folder.role === 'drafts' ? paths.editDraft(ref) : paths.message(ref),
    tags: tagsOf(message, standing.labels, locale),
    place: among?.place ?? '',
    size: locale.size(message.size),
    preview: previews ? message.preview : '',
    when: date && { short: locale.shortDate(date), long: locale.longDate(date), iso: date.toISOString() },
    unread: !flags.has('seen') && folder.role !== 'drafts',
    ticked: ticked === 'all' || ticked.includes(tick),
  }
}

const nameOf = ({ name, address }: Address) => name.trim() || address

function senderOf({ from, sender }: MessageSummary, { t }: Locale): string {
  const [first] = from.length > 0 ? from : sender
  return (first && nameOf(first)) || t('mailbox.sender.unknown')
}

/** The column has room for three. */
function recipientsOf({ to, cc, bcc }: MessageSummary, { t, list }: Locale): string {
  const names = [...to, ...cc, ...bcc].map(nameOf).filter(Boolean)
  if (names.length === 0) return t('mailbox.recipients.none')
  const people =
    names.length > 3 ? [...names.slice(0, 2), t('mailbox.recipients.more', { count: names.length - 2 })] : names
  return t('mailbox.recipients', { people: list(people) })
}

function tagsOf(message: MessageSummary, labels: ShownLabel[], { t }: Locale): MessageRow['tags'] {
  const { attachmentCount: count } = message
  const plain = (words: string) => ({ words, followed: false })
  return [
    ...statesOf(message).map((state) => ({ words: t(`message.state.${state}`), followed: state === 'followed' })),
    ...labelsOn(message.keywords, labels).map(({ name }) => plain(name)),
    ...(count > 0 ? [plain(t('mailbox.attachments', { count }))] : []),
  ]
}
