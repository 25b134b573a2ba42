import { paths } from '../http/paths.ts'
import type { Locale } from '../i18n/index.ts'
import { fileNameOf, isViewableText, type MessageRef, type Part } from '../mail/index.ts'

/** A file that came with a message: what lists of files print. */
export interface FileRow {
  name: string
  /** « PDF, 212 Ko, environ 2 s » */
  words: string
  links: { href: string; words: string; label: string }[]
}

/** A part of a message, with where it leads to. */
export function partRow(part: Part, ref: MessageRef, locale: Locale): FileRow {
  const row = fileRow({ name: fileNameOf(part), type: part.type, size: part.decodedSize }, locale)
  return { ...row, links: linksTo(part, ref, { name: row.name, t: locale.t }) }
}

/** Bytes a second of a school's line, as one may count on it. */
const schoolLine = 150 * 1024

/** Name, type, size, and time where there is any to speak of; where it leads to is added by whoever knows. */
export function fileRow(
  file: { name: string; type: string; size: number },
  { t, size }: Locale,
): Omit<FileRow, 'links'> {
  const words = { type: t(`message.kind.${kindOf(file)}`), size: size(file.size) }
  const seconds = Math.ceil(file.size / schoolLine)
  if (seconds <= 1) return { name: file.name, words: t('message.files.words.quick', words) }
  const time =
    seconds < 90
      ? t('message.files.seconds', { seconds })
      : t('message.files.minutes', { minutes: Math.round(seconds / 60) })
  return { name: file.name, words: t('message.files.words', { ...words, time }) }
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
const isViewable = ({ type }: { type: string }): boolean =>
  rasters.has(type) || type === 'application/pdf' || isViewableText(type)

const kinds = [
  [/^application\/pdf$|\.pdf$/i, 'pdf'],
  [/^image\/|\.(jpe?g|png|gif|webp|heic|avif|bmp|tiff?)$/i, 'image'],
  [/wordprocessing|msword|opendocument\.text|\.(docx?|odt|rtf)$/i, 'document'],
  [/spreadsheet|ms-excel|\.(xlsx?|ods|csv)$/i, 'sheet'],
  [/presentation|powerpoint|\.(pptx?|odp)$/i, 'slides'],
  [/zip|compressed|x-(tar|gzip|7z|rar)|\.(zip|7z|rar|gz)$/i, 'archive'],
  [/^message\/rfc822$|\.eml$/i, 'message'],
  [/^text\/calendar$|\.ics$/i, 'invitation'],
  [/vcard|\.vcf$/i, 'card'],
  [/^audio\//i, 'sound'],
  [/^video\//i, 'film'],
  [/^text\/html$|\.html?$/i, 'page'],
  [/^text\//i, 'text'],
] as const satisfies [RegExp, string][]

/** What a person calls it. */
export type FileKind = (typeof kinds)[number][1] | 'file'

/** By its type, else by its name: many programs send everything as bytes. */
export function kindOf({ type, name }: { type: string; name: string }): FileKind {
  const found = kinds.find(([pattern]) => pattern.test(type)) ?? kinds.find(([pattern]) => pattern.test(name))
  return found?.[1] ?? 'file'
}
