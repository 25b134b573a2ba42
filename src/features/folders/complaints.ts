import type { MessageKey } from '../../i18n/index.ts'
import { type Folder, MailError } from '../../mail/index.ts'
import type { FolderForm, Typed } from './form.ts'

/** The form as it comes back after the mail server refused it; undefined when that says nothing of the form. */
export function complaintsOf(error: unknown, form: FolderForm, folders: Folder[]): Typed | undefined {
  if (!(error instanceof MailError)) return undefined
  const separator = folders.find(({ path }) => path === (form.inside ?? 'INBOX'))?.delimiter ?? ''
  const back = (errors: Typed['errors']): Typed => ({ name: form.name, inside: form.inside ?? '', errors })
  switch (error.reason) {
    case 'folder-exists':
      return back({ name: 'folders.name.taken' })
    case 'folder-name-refused':
      return { ...back({ name: whyRefused(form, separator) }), separator }
    case 'refused':
      return back({ inside: 'folders.inside.refused' })
    case 'folder-not-found':
      return back({ inside: 'folders.inside.gone' })
    default:
      return undefined
  }
}

/** Bytes. File systems take 255 for a name, and servers spell accents in two to five. */
const usuallyTooLong = 200

function whyRefused({ name, inside }: FolderForm, separator: string): MessageKey {
  if (separator && name.includes(separator)) return 'folders.name.separator'
  if (!inside && name.toUpperCase() === 'INBOX') return 'folders.name.reserved'
  if (Buffer.byteLength(name) > usuallyTooLong) return 'folders.name.tooLong'
  return 'folders.name.refused'
}
