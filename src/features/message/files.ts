import { paths } from '../../http/paths.ts'
import type { Locale, MessageKey } from '../../i18n/index.ts'
import { type Anatomy, fileNameOf, isViewableText, type MessageRef, type Part } from '../../mail/index.ts'
import type { Body } from './read-body.ts'

export interface FileRow {
  name: string
  /** « PDF, 212 Ko, environ 2 s » */
  words: string
  links: { href: string; words: string; label: string }[]
}

export interface FilesView {
  heading: string
  size: string
  rows: FileRow[]
}

/** Bytes a second of a school's line, as one may count on it. */
const schoolLine = 150 * 1024

/** Attachments, and whatever the letter does not show by itself. */
export function filesOf({ attachments, embedded, calendar }: Anatomy, { drawn }: Pick<Body, 'drawn'>): Part[] {
  const left = embedded.filter(({ section }) => !drawn.has(section))
  // Invitations bring their calendar twice, as a body for programs that answer it and as a file for the others.
  const isHere = attachments.some((part) => part === calendar || isCalendar(part))
  return [...attachments, ...(calendar && !isHere ? [calendar] : []), ...left]
}

const isCalendar = ({ type, fileName }: Part): boolean =>
  type === 'text/calendar' || type === 'application/ics' || /\.ics$/i.test(fileName)

export function asFiles(parts: Part[], ref: MessageRef, locale: Locale): FilesView {
  const { t, size } = locale
  const bytes = parts.reduce((sum, part) => sum + part.decodedSize, 0)
  return {
    heading: t('message.files', { count: parts.length }),
    size: parts.length > 1 ? t('message.files.size', { size: size(bytes) }) : '',
    rows: parts.map((part) => {
      const row = fileRow({ name: fileNameOf(part), type: part.type, size: part.decodedSize }, locale)
      return { ...row, links: linksTo(part, ref, { name: row.name, t }) }
    }),
  }
}

/** Name, type, size and time; where it leads to is added by whoever knows. */
export function fileRow(
  file: { name: string; type: string; size: number },
  { t, size }: Locale,
): Omit<FileRow, 'links'> {
  const seconds = Math.max(1, Math.ceil(file.size / schoolLine))
  const time =
    seconds < 90
      ? t('message.files.seconds', { seconds })
      : t('message.files.minutes', { minutes: Math.round(seconds / 60) })
  return { name: file.name, words: t('message.files.words', { type: t(kindOf(file)), size: size(file.size), time }) }
}

function linksTo(part: Part, ref: MessageRef, { name, t }: { name: string; t: Locale['t'] }): FileRow['links'] {
  const download = {
    href: paths.part(ref, part),
    words: t('message.files.download'),
    label: t('message.files.download.of', { name }),
  }
  if (part.type === 'message/rfc822') {
    return [
      download,
      { href: paths.embedded(ref, part), words: t('message.files.open'), label: t('message.files.open.of', { name }) },
    ]
  }
  if (!isViewable(part)) return [download]
  return [
    download,
    { href: paths.partView(ref, part), words: t('message.files.view'), label: t('message.files.view.of', { name }) },
  ]
}

const rasters = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp', 'image/avif'])

/** May be looked at in the browser, as far as its sender says; its first bytes decide when it is. */
const isViewable = ({ type }: { type: string }): boolean => rasters.has(type) || isViewableText(type)

const kinds: [RegExp, MessageKey][] = [
  [/^application\/pdf$|\.pdf$/i, 'message.kind.pdf'],
  [/^image\//i, 'message.kind.image'],
  [/wordprocessing|msword|opendocument\.text|\.(docx?|odt|rtf)$/i, 'message.kind.document'],
  [/spreadsheet|ms-excel|\.(xlsx?|ods|csv)$/i, 'message.kind.sheet'],
  [/presentation|powerpoint|\.(pptx?|odp)$/i, 'message.kind.slides'],
  [/zip|compressed|x-(tar|gzip|7z|rar)|\.(zip|7z|rar|gz)$/i, 'message.kind.archive'],
  [/^message\/rfc822$|\.eml$/i, 'message.kind.message'],
  [/^text\/calendar$|\.ics$/i, 'message.kind.invitation'],
  [/vcard|\.vcf$/i, 'message.kind.card'],
  [/^audio\//i, 'message.kind.sound'],
  [/^video\//i, 'message.kind.film'],
  [/^text\/html$|\.html?$/i, 'message.kind.page'],
  [/^text\//i, 'message.kind.text'],
]

/** By its type, else by its name: many programs send everything as bytes. */
function kindOf({ type, name }: { type: string; name: string }): MessageKey {
  const found = kinds.find(([pattern]) => pattern.test(type)) ?? kinds.find(([pattern]) => pattern.test(name))
  return found?.[1] ?? 'message.kind.file'
}
