import { paths } from '../../http/paths.ts'
import type { Locale } from '../../i18n/index.ts'
import { type FileRow, fileRow, partRow } from '../../list/files.ts'
import {
  type Anatomy,
  type Message,
  type MessageRef,
  type PackedFile,
  type Part,
  typeOfPacked,
  type Winmail,
} from '../../mail/index.ts'
import type { Body } from './read-body.ts'
import { packedName } from './winmail.ts'

export interface FilesView {
  heading: string
  size: string
  /** All of them as one file, where there are several. */
  all: { href: string; words: string } | undefined
  rows: FileRow[]
}

/** Attachments, and whatever the letter does not show by itself. */
export function filesOf({ attachments, embedded, calendar }: Anatomy, { drawn }: Pick<Body, 'drawn'>): Part[] {
  const left = embedded.filter(({ section }) => !drawn.has(section))
  // Invitations bring their calendar twice, as a body for programs that answer it and as a file for the others.
  const isHere = attachments.some((part) => part === calendar || isCalendar(part))
  return [...attachments, ...(calendar && !isHere ? [calendar] : []), ...left]
}

const isCalendar = ({ type, fileName }: Part): boolean =>
  type === 'text/calendar' || type === 'application/ics' || /\.ics$/i.test(fileName)

interface Listed {
  parts: Part[]
  message: Pick<Message, 'ref' | 'anatomy'>
  /** What Outlook packed into some of them, by their section. */
  packed: ReadonlyMap<string, Winmail>
  /** Pictures are offered made lighter, too. */
  economy: boolean
}

export function asFiles({ parts, message, packed, economy }: Listed, locale: Locale): FilesView {
  const { t, size } = locale
  const { ref, anatomy } = message
  const rows = parts.flatMap((part) => {
    const { files = [], broken = false } = packed.get(part.section) ?? {}
    const row = partRow(part, ref, locale)
    // Whatever could not be read of it is in it still.
    if (files.length > 0) return [...packedRows(files, { ref, part }, locale), ...(broken ? [row] : [])]
    return [economy && part.type.startsWith('image/') ? withSmall(row, { ref, part }, t) : row]
  })
  const bytes = parts.reduce((sum, part) => sum + part.decodedSize, 0)
  return {
    heading: t('message.files', { count: rows.length }),
    size: rows.length > 1 ? t('message.files.size', { size: size(bytes) }) : '',
    all: anatomy.attachments.length > 1 ? { href: paths.attachments(ref), words: t('message.files.all') } : undefined,
    rows,
  }
}

function withSmall(row: FileRow, { ref, part }: { ref: MessageRef; part: Part }, t: Locale['t']): FileRow {
  const label = t('message.files.small.of', { name: row.name })
  const small = { href: paths.partView(ref, part, { small: true }), words: t('message.files.small'), label }
  return { ...row, links: [...row.links, small] }
}

function packedRows(files: PackedFile[], { ref, part }: { ref: MessageRef; part: Part }, locale: Locale): FileRow[] {
  const { t } = locale
  return files.map((file, index) => {
    const type = typeOfPacked(file)
    const name = packedName(file, { section: part.section, index })
    const href = paths.winmailPart(ref, { section: part.section, index })
    const link = { href, words: t('message.files.download'), label: t('message.files.download.of', { name }) }
    return { ...fileRow({ name, type, size: file.content.length }, locale), links: [link] }
  })
}
