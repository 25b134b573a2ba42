import { paths } from '../../http/paths.ts'
import type { Locale } from '../../i18n/index.ts'
import { type FileRow, partRow } from '../../list/files.ts'
import type { Anatomy, Message, Part } from '../../mail/index.ts'
import type { Body } from './read-body.ts'

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

export function asFiles(parts: Part[], { ref, anatomy }: Pick<Message, 'ref' | 'anatomy'>, locale: Locale): FilesView {
  const { t, size } = locale
  const attachments = anatomy.attachments.length
  const bytes = parts.reduce((sum, part) => sum + part.decodedSize, 0)
  return {
    heading: t('message.files', { count: parts.length }),
    size: parts.length > 1 ? t('message.files.size', { size: size(bytes) }) : '',
    all: attachments > 1 ? { href: paths.attachments(ref), words: t('message.files.all') } : undefined,
    rows: parts.map((part) => partRow(part, ref, locale)),
  }
}
