import type { Readable } from 'node:stream'
import type {
  Appended,
  ByteRange,
  Credentials,
  Criterion,
  FlagChange,
  FlagsChanged,
  Flag,
  Folder,
  FolderMoved,
  FolderPage,
  FolderRight,
  FolderRole,
  Frozen,
  FrozenSelection,
  ListQuery,
  Message,
  MessageAttachments,
  MessageBeginning,
  MessageRef,
  Moved,
  Part,
  PartStream,
  Quota,
  QuotaRoot,
  Removed,
  SearchPage,
  SearchRequest,
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
  /** Bytes by path (STATUS SIZE, RFC 8438); a folder the server says nothing of is absent. */
  folderSizes(): Promise<ReadonlyMap<string, number>>
  /** Every quota root there is, with its folders; none where the server tells none. */
  quotaRoots(): Promise<QuotaRoot[]>
  /** Undefined where the server has no ACL. */
  folderRights(path: string): Promise<FolderRight[] | undefined>
  /**
   * Makes and subscribes a folder; gives its path. Rejects with `folder-exists`, or `folder-name-refused` for what the
   * server takes for no name.
   */
  createFolder(folder: { name: string; inside?: string | undefined }): Promise<string>
  /** Renames or moves a folder with all it holds, subscriptions included. Rejects as `createFolder`. */
  moveFolder(path: string, to: { name: string; inside?: string | undefined }): Promise<FolderMoved>
  /**
   * For ever, and says whether it went: one that is another by now, or holds a folder or more than `count` messages,
   * stays. A name that only holds folders has the UIDVALIDITY 0. Rejects with `folder-not-found`, or `refused`.
   */
  removeFolder(folder: Pick<FrozenSelection, 'folder' | 'uidValidity' | 'count'>): Promise<boolean>
  /** Shown beside every page, or not (SUBSCRIBE, UNSUBSCRIBE). Gives whether that changed anything. */
  subscribe(path: string, subscribed: boolean): Promise<boolean>
  /** `size` rows a page. */
  listMessages(folder: string, query: ListQuery): Promise<FolderPage>
  /** Newest first over several folders, by slices: see `SearchPage`. */
  search(request: SearchRequest): Promise<SearchPage>
  /** What is attached to some messages, in their order; those that are gone are left out. */
  attachmentsOf(refs: MessageRef[]): Promise<MessageAttachments[]>
  /**
   * The first `limit` bytes of their plain text, in Unicode, where there is one: of messages that a search or a list has
   * just told of, one command a folder at most. Rejects with `message-not-found` when one is gone meanwhile.
   */
  beginningsOf(refs: MessageRef[], limit: number): Promise<MessageBeginning[]>
  /** Everything of these folders for which the criteria hold, frozen. `first` rows come with it. */
  freeze(chosen: { folders: string[]; criteria: Criterion[]; first: number }): Promise<Frozen>
  /** Those of a frozen set that are still there. */
  thaw(frozen: Pick<FrozenSelection, 'folder' | 'uidValidity' | 'set'>): Promise<Selection>
  /** Leaves \Seen as it is. */
  readMessage(ref: MessageRef): Promise<Message>
  /** Decoded text of a body part, in Unicode; cut at `limit` bytes, said so. */
  readText(ref: MessageRef, part: Part, limit: number): Promise<{ text: string; cut: boolean; unknownCharset: boolean }>
  /** `size` is asked for with a `range`, which may end at `Infinity`; only that range comes where it is known, else all. */
  openPart(ref: MessageRef, section: string, range?: ByteRange): Promise<PartStream>
  /** The message as it is (RFC 5322), in order, undecoded. */
  openSource(ref: MessageRef): Promise<Readable>
  /** The header block as it is, at most `limit` bytes. */
  readHeader(ref: MessageRef, limit: number): Promise<string>
  changeFlags(selection: Selection, change: FlagChange): Promise<FlagsChanged>
  /** In one round trip, for a message just read and found unread. One that is gone meanwhile is no error. */
  markSeen(ref: MessageRef): Promise<void>
  moveMessages(selection: Selection, toFolder: string): Promise<Moved>
  copyMessages(selection: Selection, toFolder: string): Promise<Moved>
  /** For ever: only ever these UIDs. */
  removeMessages(selection: Selection): Promise<Removed>
  append(folder: string, message: Uint8Array, options: { flags?: Flag[]; received?: Date }): Promise<Appended>
  /** UIDs in `folder` whose header `name` is `value`, letter for letter, newest last. */
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
  /** How it stands, for whoever runs the service. */
  figures(): MailFigures
  close(): Promise<void>
}

/** Nothing in it is about one person. */
export interface MailFigures {
  /** Connections open, and those somebody works on. */
  open: number
  lent: number
  /** Commands sent since the process began. */
  commands: number
  /** By what they hold: bytes, and how often what was looked for was there or not. */
  caches: Record<'facts' | 'texts' | 'letters', { bytes: number; hits: number; misses: number }>
}
