import { z } from 'zod'
import { type FileKind, kindOf } from '../../list/files.ts'
import type { Criterion, MessageAttachments, Part } from '../../mail/index.ts'

/** Kinds of files one looks for, by how their names end: what their type says, no server can be asked. */
const endings = {
  pdf: 'pdf',
  document: 'doc docx odt rtf',
  sheet: 'xls xlsx ods csv',
  slides: 'ppt pptx odp',
  image: 'jpg jpeg png gif webp heic avif bmp tif tiff',
  archive: 'zip 7z rar gz',
  invitation: 'ics',
  sound: 'mp3 m4a wav ogg',
  film: 'mp4 mov avi mkv webm',
} as const satisfies Partial<Record<FileKind, string>>

export type SoughtKind = keyof typeof endings

export const soughtKinds = Object.keys(endings) as SoughtKind[]

const text = z.string().catch('')

const attachmentsQuery = z.object({
  name: text.transform((value) =>
    value
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, 200),
  ),
  kind: z.enum(soughtKinds).optional().catch(undefined),
  in: text,
  below: z.literal('true').transform(Boolean).catch(false),
  at: text,
  back: text,
})

/** What is asked of the files of a mailbox; whatever makes no sense is as if it were not there. */
export type AttachmentsQuery = z.infer<typeof attachmentsQuery>

export const readAttachmentsQuery = (query: unknown): AttachmentsQuery => attachmentsQuery.parse(query)

/** Messages that have such a file. */
export function fileCriteria({ name, kind }: AttachmentsQuery): Criterion[] {
  return [
    { what: 'attachment' },
    ...(name ? [{ what: 'file', contains: name } as const] : []),
    ...(kind ? [{ any: endings[kind].split(' ').map((ending) => fileEnding(ending)) }] : []),
  ]
}

const fileEnding = (ending: string): Criterion => ({ what: 'file', contains: `.${ending}` })

/** Of their files, those that were asked for: a message may have others. */
export function filesSought(found: MessageAttachments[], { name, kind }: AttachmentsQuery) {
  const wanted = name.toLowerCase()
  const isSought = ({ fileName, type }: Part): boolean =>
    (!kind || kindOf({ type: '', name: fileName }) === kind || kindOf({ type, name: fileName }) === kind) &&
    fileName.toLowerCase().includes(wanted)
  return found.flatMap(({ ref, attachments }) => attachments.filter(isSought).map((part) => ({ ref, part })))
}
