import type { Readable } from 'node:stream'
import type {
  Appended,
  Credentials,
  FlagChange,
  FlagsChanged,
  Flag,
  Folder,
  FolderPage,
  FolderRole,
  ListFilter,
  Message,
  MessageRef,
  Moved,
  Part,
  PartStream,
  Quota,
  Removed,
  Selection,
} from './types.ts'

/**
 * One user's mail. Every method rejects with `MailError` and nothing else; expected outcomes are values.
 * A `Selection` or `MessageRef` whose UIDVALIDITY is no longer the folder's rejects with `message-not-found`.
 */
export interface MailAccount {
  /** In house order (inbox, drafts, sent, archive, junk, trash, then A–Z), with fresh counts. One round trip. */
  folders(): Promise<Folder[]>
  /** At most 60 s old; undefined where the server tells none. */
  quota(): Promise<Quota | undefined>
  /** Newest first by arrival. `size` rows a page. */
  listMessages(folder: string, query: { page: number; size: number; only?: ListFilter }): Promise<FolderPage>
  /** Leaves \Seen as it is. */
  readMessage(ref: MessageRef): Promise<Message>
  /** Decoded text of a body part, in Unicode; cut at `limit` bytes, said so. */
  readText(ref: MessageRef, part: Part, limit: number): Promise<{ text: string; cut: boolean; unknownCharset: boolean }>
  openPart(ref: MessageRef, section: string): Promise<PartStream>
  /** The message as it is (RFC 5322), in order, undecoded. */
  openSource(ref: MessageRef): Promise<Readable>
  /** The header block as it is, at most `limit` bytes. */
  readHeader(ref: MessageRef, limit: number): Promise<string>
  changeFlags(selection: Selection, change: FlagChange): Promise<FlagsChanged>
  /** In one round trip, for a message just read and found unread. One that is gone meanwhile is no error. */
  markSeen(ref: MessageRef): Promise<void>
  moveMessages(selection: Selection, toFolder: string): Promise<Moved>
  /** For ever: only ever these UIDs. */
  removeMessages(selection: Selection): Promise<Removed>
  append(folder: string, message: Uint8Array, options: { flags?: Flag[]; received?: Date }): Promise<Appended>
  /** UIDs in `folder` whose header `name` contains `value` (SEARCH HEADER), newest last. */
  findByHeader(folder: string, name: string, value: string): Promise<Selection>
  /** The folder that plays a role, created when the server has none. */
  folderFor(role: FolderRole): Promise<string>
}

export interface MailServer {
  /** Asks the mail server itself; `credentials-rejected` is its verdict, other reasons are not about the password. */
  signIn(account: string, credentials: Credentials): Promise<MailAccount>
  /** No round trip: a kept connection is taken, or opened, at the first call of a method. */
  account(account: string, credentials: Credentials): MailAccount
  /** Closes the connections kept for an account, whatever credentials opened them. */
  signOut(account: string): Promise<void>
  close(): Promise<void>
}
