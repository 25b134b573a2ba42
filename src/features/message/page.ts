import type { Person, Preferences } from '../../accounts/index.ts'
import { type Destination, destinationsFrom } from '../../http/destinations.ts'
import { pageHolding } from '../../http/list-size.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { labelsOf, labelsOn, type ShownLabel } from '../../list/labels.ts'
import { type Message, statesOf } from '../../mail/index.ts'
import { type Answer, answersTo } from './answers.ts'
import { asFiles, filesOf, type FilesView } from './files.ts'
import { asHeader, type HeaderView } from './header.ts'
import { asLetter, type LetterView } from './letter.ts'
import type { Opened } from './open-message.ts'
import { type ReceiptQuestion, receiptQuestion } from './receipt.ts'
import { type Tool, toolsFor } from './tools.ts'
import { cautionAbout } from './warnings.ts'
import { isLargeWinmail } from './winmail.ts'

/** What `views/message/message.ejs` and `print.ejs` need. */
export interface MessagePage extends Page {
  /** Where its form posts to: the message as it is shown now. */
  here: string
  /** The page of the list where it stands. */
  list: { href: string; words: string; page: number }
  position: string
  newer: string | undefined
  older: string | undefined
  answers: Answer[]
  tools: Tool[]
  destinations: Destination[]
  labels: ShownLabel[]
  note: string | undefined
  subject: string
  tags: { words: string; followed: boolean }[]
  header: HeaderView
  /** What is wrong with the message, and what to know of its sender before answering. */
  troubles: string[]
  receipt: ReceiptQuestion | undefined
  /** Where remote images stay out. */
  blocked: { words: string; offers: { name: string; words: string }[] } | undefined
  /** Said where they are shown because of whom they come from. */
  shownByRule: string
  letter: LetterView
  showsRemoteImages: boolean
  files: FilesView
  unsubscribe: string | undefined
  print: string
  details: string
  file: string
  messageHref: string
}

/** Whoever reads, and what is believed of senders. */
export interface Reader {
  person: Person
  preferences: Preferences
  mailDomain: string
  authservId: string | undefined
}

export function messagePage({ opened, reader }: { opened: Opened; reader: Reader }, locale: Locale): MessagePage {
  const { message, body, folders, query } = opened
  const { ref } = message
  const { t } = locale
  const folder = folders.find(({ path }) => path === ref.folder)
  const folderName = folder ? locale.folderName(folder) : ref.folder
  const subject = message.subject.trim() || t('message.subject.none')
  const standing = { ...reader, role: folder?.role }
  const labels = labelsOf(reader.preferences, locale)
  const { outside, warnings } = cautionAbout(message, { ...reader, recent: opened.recent }, locale)

  return {
    title: subject,
    subject,
    ...placeOf(opened, { folderName, rows: reader.preferences.rowsPerPage, t }),
    ...waysFrom(opened),
    answers: answersTo(message, standing, locale),
    tools: toolsFor(message, standing, locale),
    destinations: destinationsFrom(ref.folder, folders, locale),
    labels,
    note: query.note && t(`message.note.${query.note}`),
    tags: [
      ...[folderName, ...(outside ? [t('message.outside')] : [])].map(plainTag),
      ...tagsOf(message, locale),
      ...labelsOn(message.keywords, labels).map(({ name }) => plainTag(name)),
    ],
    header: asHeader(message, reader.person, locale),
    troubles: [...warnings, ...troublesOf(opened, locale)],
    receipt: receiptQuestion(message, standing, locale),
    ...imagesOf(opened, locale),
    letter: asLetter(body, { ref, query, language: message.language }, locale),
    files: asFiles(
      { parts: filesOf(message.anatomy, body), message, packed: opened.packed, economy: reader.preferences.economy },
      locale,
    ),
  }
}

function placeOf({ message }: Opened, { folderName, rows, t }: { folderName: string; rows: number; t: Locale['t'] }) {
  const { ref, position, total, newer, older } = message
  const page = pageHolding(position, rows)
  return {
    list: { href: paths.folder(ref.folder, { page }), words: folderName, page },
    position: t('message.position', { position, total }),
    newer: newer && paths.message(newer),
    older: older && paths.message(older),
  }
}

function waysFrom({ message: { ref, unsubscribe }, query }: Opened) {
  const shown = { show: query.show, images: query.images }
  return {
    here: paths.message(ref, shown),
    messageHref: paths.message(ref, shown),
    unsubscribe: unsubscribe && paths.messageUnsubscribe(ref),
    print: paths.messagePrint(ref, shown),
    details: paths.messageDetails(ref),
    file: paths.messageFile(ref),
  }
}

function imagesOf({ images, query, body }: Opened, { t }: Locale) {
  const { letter, shown } = body
  const some = letter !== undefined && letter.remoteImages > 0 && shown === 'html'
  const offers = images.offers.map(({ name, words }) => ({ name, words: t(words) }))
  return {
    showsRemoteImages: query.images && letter?.kind === 'simple',
    blocked: some && !images.shown ? { words: t(images.blocked), offers } : undefined,
    shownByRule: some && images.byRule ? t('message.images.byRule') : '',
  }
}

const plainTag = (words: string) => ({ words, followed: false })

function tagsOf(message: Message, { t }: Locale): MessagePage['tags'] {
  return statesOf(message).map((state) => ({ words: t(`message.state.${state}`), followed: state === 'followed' }))
}

function troublesOf({ message, body, packed }: Opened, { t }: Locale): string[] {
  const broken = new Set(message.broken)
  if (body.unknownCharset) broken.add('unknown-charset')
  const outlook = [...packed.values()].some((winmail) => winmail.broken)
  return [
    ...[...broken].map((breakage) => t(`message.broken.${breakage}`)),
    ...(body.failed ? [t('message.broken.unread')] : []),
    ...(outlook ? [t('message.winmail.broken')] : []),
    ...(message.anatomy.attachments.some(isLargeWinmail) ? [t('message.winmail.large')] : []),
  ]
}
