import { MailError } from '../errors.ts'
import type { Folder } from '../types.ts'
import type { Namespaces } from './namespaces.ts'

/** A folder somebody wants: its name, and the path of the folder that is to hold it. */
export interface WantedFolder {
  name: string
  inside?: string | undefined
}

/**
 * The whole name a folder would have. Rejects with `folder-name-refused` for what no server can take, or what would make
 * two folders: the separator within a name; with `folder-not-found` and `refused` for a holder that is not there or may hold none.
 */
export function newPath({ name, inside }: WantedFolder, folders: Folder[], { own }: Namespaces): string {
  const holder = inside === undefined ? undefined : folders.find(({ path }) => path === inside)
  if (inside !== undefined && !holder) throw new MailError('folder-not-found', { detail: 'holder' })
  const delimiter = holder ? (holder.delimiter ?? '') : own.delimiter
  if (holder && (holder.childless || delimiter === '')) throw new MailError('refused', { detail: 'holds no folders' })

  // What a Mac types in two characters, « e » and its accent, is one everywhere else.
  const plain = name.normalize('NFC')
  const impossible = plain === '' || /\p{Cc}/u.test(plain) || (delimiter !== '' && plain.includes(delimiter))
  // INBOX is one in any case (RFC 9051 §5.1), and cannot be another folder.
  const reserved = !holder && plain.toUpperCase() === 'INBOX'
  if (impossible || reserved) throw new MailError('folder-name-refused', { detail: 'impossible name' })
  return holder ? holder.path + delimiter + plain : own.prefix + plain
}

/** What a NO to a new name means: not everybody names a reason (RFC 5530 is optional). */
export function asNameRefusal(error: Error): Error {
  if (!(error instanceof MailError) || error.reason !== 'refused' || error.message.includes('NOPERM')) return error
  const reason = error.message.includes('ALREADYEXISTS') ? 'folder-exists' : 'folder-name-refused'
  return new MailError(reason, { detail: error.message, cause: error.cause })
}
