import { paths } from '../http/paths.ts'
import type { Locale } from '../i18n/index.ts'
import { type Address, type Folder, type MessageSummary, statesOf } from '../mail/index.ts'

/** A message as a line of a list: what `views/partials/rows.ejs` prints. */
export interface MessageRow {
  uid: number
  /** Who wrote it, or « À … » where the reader did. */
  who: string
  subject: string
  href: string
  tags: { words: string; followed: boolean }[]
  /** First words of the text. */
  preview: string
  /** Short for the eye (« 09:42 », « hier »); absent: some mail has no date. */
  when: { short: string; long: string; iso: string } | undefined
  unread: boolean
  ticked: boolean
}

interface Standing {
  folder: Pick<Folder, 'role'>
  /** Boxes drawn ticked: every one, or those of these UIDs. */
  ticked: 'all' | number[]
}

export function asRow(message: MessageSummary, { folder, ticked }: Standing, locale: Locale): MessageRow {
  const { ref, flags } = message
  const date = message.received ?? message.sent
  return {
    uid: ref.uid,
    who: folder.role === 'sent' || folder.role === 'drafts' ? recipientsOf(message, locale) : senderOf(message, locale),
    subject: message.subject.trim() || locale.t('mailbox.subject.none'),
    // A draft opens for writing.
    href: folder.role === 'drafts' ? paths.editDraft(ref) : paths.message(ref),
    tags: tagsOf(message, locale),
    preview: message.preview,
    when: date && { short: locale.shortDate(date), long: locale.longDate(date), iso: date.toISOString() },
    unread: !flags.has('seen') && folder.role !== 'drafts',
    ticked: ticked === 'all' || ticked.includes(ref.uid),
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

function tagsOf(message: MessageSummary, { t }: Locale): MessageRow['tags'] {
  const states = statesOf(message).map((state) => ({
    words: t(`message.state.${state}`),
    followed: state === 'followed',
  }))
  const { attachmentCount: count } = message
  return count > 0 ? [...states, { words: t('mailbox.attachments', { count }), followed: false }] : states
}
