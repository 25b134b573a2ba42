import type { Person } from '../../accounts/index.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { type FileRow, fileRow } from '../../list/files.ts'
import { fileNameOf, type MessageRef, type Part } from '../../mail/index.ts'
import { type Embedded, isWhole } from './embedded.ts'
import type { FilesView } from './files.ts'
import { asHeader, type HeaderView } from './header.ts'
import { asLetter, type LetterView } from './letter.ts'
import type { MessageQuery } from './query.ts'
import type { Body } from './read-body.ts'

/** What `views/message/embedded.ejs` needs: a message that came inside another. */
export interface EmbeddedPage extends Page {
  back: string
  subject: string
  header: HeaderView
  troubles: string[]
  letter: LetterView
  /** Where remote images stay out; who wrote it nobody vouches for, so that only this time is offered. */
  blocked: { words: string; offer: { href: string; words: string } | undefined } | undefined
  showsRemoteImages: boolean
  files: FilesView
  file: string
}

interface Shown {
  ref: MessageRef
  embedded: Embedded
  body: Body
  query: MessageQuery
  mayShow: boolean
  person: Person
}

export function embeddedPage(shown: Shown, locale: Locale): EmbeddedPage {
  const { ref, embedded, body, query, person } = shown
  const { part, content } = embedded
  const { t } = locale
  const subject = content.subject.trim() || t('message.subject.none')
  return {
    title: t('message.embedded.title', { subject }),
    back: paths.message(ref),
    subject,
    header: asHeader({ ...content, bcc: [], sender: [] }, person, locale),
    troubles: troublesOf(embedded, t),
    // Nothing of it is left for « Lire la suite »: what is cut can be saved.
    letter: asLetter(body, { ref, query: { ...query, whole: true }, embeddedIn: part.section }, locale),
    blocked: blockedIn(shown, t),
    showsRemoteImages: query.images && body.letter?.kind === 'simple',
    files: filesView(ref, { embedded, body }, locale),
    file: paths.part(ref, part),
  }
}

function blockedIn({ ref, embedded, body, query, mayShow }: Shown, t: Locale['t']): EmbeddedPage['blocked'] {
  if (!body.letter?.remoteImages || query.images || body.shown !== 'html') return undefined
  if (!mayShow) return { words: t('message.images.never'), offer: undefined }
  const href = paths.embedded(ref, embedded.part, { show: query.show, images: true })
  return { words: t('message.images.blocked'), offer: { href, words: t('message.images.show') } }
}

function troublesOf({ content, cut }: Embedded, t: Locale['t']): string[] {
  const broken = content.broken.map((breakage) =>
    t(breakage === 'no-date' ? 'message.embedded.undated' : `message.broken.${breakage}`),
  )
  return cut ? [t('message.embedded.cut'), ...broken] : broken
}

function filesView(ref: MessageRef, { embedded, body }: Pick<Shown, 'embedded' | 'body'>, locale: Locale): FilesView {
  const { t, size } = locale
  const files = embedded.content.files
    .map((file, index) => ({ ...file, index }))
    .filter(({ index }) => !body.drawn.has(String(index)))
  const bytes = files.reduce((sum, file) => sum + file.size, 0)
  return {
    heading: t('message.files', { count: files.length }),
    size: files.length > 1 && !embedded.cut ? t('message.files.size', { size: size(bytes) }) : '',
    all: undefined,
    rows: files.map((file) => {
      const name = fileNameOf({ fileName: file.name, section: String(file.index + 1), type: file.type })
      if (!isWhole(embedded, file.index)) return { name, ...halfFile(ref, embedded.part, t) }
      const href = paths.embeddedPart(ref, { section: embedded.part.section, index: file.index })
      const links = [{ href, words: t('message.files.download'), label: t('message.files.download.of', { name }) }]
      return { ...fileRow({ name, type: file.type, size: file.size }, locale), links }
    }),
  }
}

/** The end of it was not read: all of it is in the file of its message. */
function halfFile(ref: MessageRef, part: Part, t: Locale['t']): Omit<FileRow, 'name'> {
  const words = t('message.embedded.whole')
  return { words: t('message.embedded.file.cut'), links: [{ href: paths.part(ref, part), words, label: words }] }
}
