import { type Destination, destinationsFrom } from '../../http/destinations.ts'
import { pageHolding } from '../../http/list-size.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { type Message, statesOf } from '../../mail/index.ts'
import type { Person } from '../../accounts/index.ts'
import { type Answer, answersTo } from './answers.ts'
import { asFiles, type FileRow, filesOf } from './files.ts'
import { asHeader, type HeaderView } from './header.ts'
import { asLetter, type LetterView } from './letter.ts'
import type { Opened } from './open-message.ts'
import { type Tool, toolsFor } from './tools.ts'

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
  note: string | undefined
  subject: string
  tags: { words: string; followed: boolean }[]
  header: HeaderView
  /** What is wrong with the message, in words. */
  troubles: string[]
  letter: LetterView
  showsRemoteImages: boolean
  files: { heading: string; size: string; rows: FileRow[] }
  print: string
  details: string
  file: string
  messageHref: string
}

export function messagePage(opened: Opened & { person: Person }, locale: Locale): MessagePage {
  const { message, body, folders, query, person } = opened
  const { ref } = message
  const { t } = locale
  const folder = folders.find(({ path }) => path === ref.folder)
  const folderName = folder ? locale.folderName(folder) : ref.folder
  const subject = message.subject.trim() || t('message.subject.none')
  const listPage = pageHolding(message.position)
  const shown = { show: query.show, images: query.images }

  return {
    title: subject,
    here: paths.message(ref, shown),
    list: { href: paths.folder(ref.folder, { page: listPage }), words: folderName, page: listPage },
    position: t('message.position', { position: message.position, total: message.total }),
    newer: message.newer && paths.message(message.newer),
    older: message.older && paths.message(message.older),
    answers: answersTo(message, { person, role: folder?.role }, locale),
    tools: toolsFor(message, folder?.role, locale),
    destinations: destinationsFrom(ref.folder, folders, locale),
    note: query.note && t(`message.note.${query.note}`),
    subject,
    tags: [{ words: folderName, followed: false }, ...tagsOf(message, locale)],
    header: asHeader(message, person, locale),
    troubles: troublesOf(opened, locale),
    letter: asLetter(body, { ref, query }, locale),
    showsRemoteImages: query.images && body.letter?.kind === 'simple',
    files: asFiles(filesOf(message.anatomy, body), ref, locale),
    print: paths.messagePrint(ref, shown),
    details: paths.messageDetails(ref),
    file: paths.messageFile(ref),
    messageHref: paths.message(ref, shown),
  }
}

function tagsOf(message: Message, { t }: Locale): MessagePage['tags'] {
  return statesOf(message).map((state) => ({ words: t(`message.state.${state}`), followed: state === 'followed' }))
}

function troublesOf({ message, body }: Opened, { t }: Locale): string[] {
  const broken = new Set(message.broken)
  if (body.unknownCharset) broken.add('unknown-charset')
  const sentences = [...broken].map((breakage) => t(`message.broken.${breakage}`))
  return body.failed ? [...sentences, t('message.broken.unread')] : sentences
}
