import type { Readable } from 'node:stream'

export interface ServerAddress {
  host: string
  port: number
  /** `none` is refused for anything but a loopback host. */
  tls: 'implicit' | 'starttls' | 'none'
  /** Accepts a certificate nobody signed: the lab's, on loopback. */
  selfSigned?: boolean
}

export interface Credentials {
  login: string
  password: string
}

/** Milliseconds. */
export interface Deadlines {
  /** To connect, be greeted and signed in. */
  connect: number
  /** Without a single byte from the server while a command waits. */
  command: number
}

/**
 * Sees every byte of a conversation with a server, both ways. Passwords pass by here:
 * an observer masks before it keeps anything.
 */
export type Wire = (direction: 'sent' | 'received', bytes: Uint8Array) => void

export type FolderRole = 'inbox' | 'drafts' | 'sent' | 'archive' | 'junk' | 'trash'

export interface Folder {
  /** The whole name as the server spells it, decoded: « Établissement/Vie scolaire ». What URLs carry. */
  path: string
  /** The last part of the name, for the eye. */
  name: string
  /** 0 for a folder that stands alone. */
  depth: number
  role?: FolderRole
  /** False for a name that only holds other folders (\Noselect). */
  selectable: boolean
  subscribed: boolean
  messages: number
  unread: number
  /** Between a folder's name and those it holds; empty where the server knows no nesting. */
  delimiter?: string
  /** Somebody else's folder: the owner's login, empty where it is nobody's in particular (RFC 2342 §5). */
  shared?: { owner: string }
  /** The server allows no folder inside it (\Noinferiors), or all are: INBOX, where one's own are « INBOX.… ». */
  childless?: true
}

/** What the reader may do in somebody else's folder (MYRIGHTS, RFC 4314 §2.1), in words that pages know. */
export type FolderRight = 'read' | 'mark' | 'insert' | 'delete' | 'create' | 'administer'

/** What an answer to CREATE, RENAME or DELETE truly changed: undo and history live on it. */
export interface FolderMoved {
  from: string
  to: string
  /** It and every folder it holds, old path → new path. */
  paths: Map<string, string>
}

/** A quota root (RFC 9208 §3) and the folders that count against it. */
export interface QuotaRoot {
  name: string
  storage?: Quota
  messages?: { used: number; limit: number }
  folders: string[]
}

/** Bytes. */
export interface Quota {
  used: number
  limit: number
}

/** A message for ever: a rebuilt folder has another UIDVALIDITY, so an old reference meets nobody. */
export interface MessageRef {
  folder: string
  /** Decimal digits (RFC 3501 §2.3.1.1; BigInt inside the library). */
  uidValidity: string
  uid: number
}

/** Several messages of one folder. */
export interface Selection {
  folder: string
  uidValidity: string
  uids: number[]
}

export interface Address {
  /** Decoded, empty where the sender gave none. */
  name: string
  /** Lower-cased domain in Unicode; may be malformed or empty: it is what the message says. */
  address: string
}

/** A system flag we know (RFC 9051 §2.3.2), without its backslash. */
export type Flag = 'seen' | 'answered' | 'flagged' | 'deleted' | 'draft'

export interface Flags {
  flags: ReadonlySet<Flag>
  /** `$Forwarded`, `$Junk`, `$HasAttachment`, `$label1`…, as the server spells them. */
  keywords: ReadonlySet<string>
}

/** What never changes about a message once delivered (cached). */
export interface MessageFacts {
  from: Address[]
  sender: Address[]
  replyTo: Address[]
  to: Address[]
  cc: Address[]
  bcc: Address[]
  subject: string
  /** The Date header, absent when missing or unreadable. */
  sent?: Date
  /** When the server got it (INTERNALDATE). */
  received?: Date
  /** Bytes (RFC822.SIZE). */
  size: number
  messageId: string
  inReplyTo: string
  references: string[]
  /** Attachments as a person counts them: embedded images and signatures left out. */
  attachmentCount: number
  importance: 'high' | 'normal' | 'low'
  /** List-Id without brackets, when a list sent it. */
  listId?: string
  /** Who asks to be told that it was read (Disposition-Notification-To, RFC 8098 §2.1); absent when nobody does. */
  receiptTo?: Address[]
  /** How to leave the list it came by (RFC 2369 §3.2, RFC 8058); absent when it does not say. */
  unsubscribe?: { mail?: string; url?: string; oneClick: boolean }
  /** What the topmost Authentication-Results says (RFC 8601), and who says so. */
  authentication?: { server: string; passed: { method: 'spf' | 'dkim' | 'dmarc'; domain: string }[] }
  /** Content-Language (RFC 3282), first tag, lower case. */
  language?: string
}

export interface MessageSummary extends MessageFacts, Flags {
  ref: MessageRef
  /** First words of the text, one line; empty where the server does not offer PREVIEW (RFC 8970). */
  preview: string
}

/** A label is an IMAP keyword, as the server spells it. */
export type ListFilter = 'unread' | 'followed' | 'attachments' | { label: string }

export type SortKey = 'arrival' | 'date' | 'sender' | 'subject' | 'size'

export interface ListSort {
  by: SortKey
  /** `down`: newest, largest, or Z first. */
  order: 'up' | 'down'
}

export interface ListQuery {
  /** From 1. */
  page: number
  size: number
  only?: ListFilter | undefined
  /** By arrival, newest first, unless told otherwise. */
  sort?: ListSort | undefined
  /** Goes on with a slice where the last one ended: only messages with a smaller UID are looked at. */
  below?: number | undefined
}

/** One thing that must hold of a message. Words are looked for as they are: no pattern, no operator. */
export type Criterion =
  | { what: 'text' | 'from' | 'to' | 'cc' | 'subject' | 'body' | 'list' | 'file'; contains: string }
  /** `YYYY-MM-DD`, by arrival: on that day or after it, and before that day. */
  | { what: 'since' | 'before'; day: string }
  | { what: 'larger' | 'smaller'; bytes: number }
  | { what: 'unread' | 'read' | 'followed' | 'answered' | 'attachment' }
  | { what: 'label'; keyword: string }
  | { not: Criterion }
  | { any: Criterion[] }

export interface SearchRequest {
  /** Paths. */
  folders: string[]
  /** All must hold. */
  criteria: Criterion[]
  /** Rows wanted. */
  size: number
  /** Where the last answer ended (`SearchPage.next`). */
  from?: string | undefined
}

/** What was found so far, newest first over all folders. */
export interface SearchPage {
  items: MessageSummary[]
  /** At least so many; exactly, when all was searched. */
  found: number
  /** Everything that arrived since was looked at; absent when all was. */
  searchedTo?: Date
  /** To go on: more rows, or further back. */
  next?: string
  /** Folders that could not be searched. */
  failed: string[]
}

/** Messages chosen together at one moment: what arrives later is not among them. */
export interface Frozen {
  selections: FrozenSelection[]
  count: number
  /** Bytes; absent where the server would have to be asked about each. */
  bytes?: number
  /** The newest, to be shown. */
  first: MessageSummary[]
}

export interface FrozenSelection {
  folder: string
  uidValidity: string
  /** UIDs as IMAP spells them, « 3:7,12 » (RFC 9051 §9, sequence-set without `*`). */
  set: string
  count: number
}

export interface FolderPage {
  folder: Folder
  uidValidity: string
  items: MessageSummary[]
  /** From 1, clamped to the last. */
  page: number
  pageCount: number
  /** Messages in the folder, or those the filter lets through. */
  total: number
  /** Position of the first row, from 1; 0 when there is none. */
  first: number
  /** Where it is not the order asked for: the server cannot sort, and there are too many to sort them here. */
  unsorted?: true
  /** Only a part of the folder was looked at: since when, and the UID to go on below. */
  slice?: { searchedTo: Date; below: number }
}

/** One leaf or embedded message of a MIME tree. */
export interface Part {
  /** IMAP section number, « 2.1 » (RFC 9051 §6.4.5). */
  section: string
  /** Lower case, « text/plain ». */
  type: string
  charset?: string
  /** format=flowed (RFC 3676). */
  flowed: boolean
  delSp: boolean
  encoding: string
  /** Decoded file name; empty when none was given. Not safe as a path: see `fileNameOf`. */
  fileName: string
  /** Without angle brackets. */
  contentId: string
  disposition: 'inline' | 'attachment'
  /** Bytes as transported; `decodedSize` is what a person downloads, about. */
  size: number
  decodedSize: number
}

/** How a message is made, sorted for reading. */
export interface Anatomy {
  /** The best text/plain body, if any. */
  text?: Part
  /** The best text/html body, if any. */
  html?: Part
  /** text/calendar offered as a body. */
  calendar?: Part
  /** What a person would call an attachment, embedded messages (message/rfc822) included. */
  attachments: Part[]
  /** Images the HTML shows by cid:. */
  embedded: Part[]
}

/** How the plain text of a message begins. */
export interface MessageBeginning {
  ref: MessageRef
  text: string
}

/** What is attached to a message. */
export interface MessageAttachments {
  ref: MessageRef
  attachments: Part[]
}

export interface Message extends MessageSummary {
  anatomy: Anatomy
  /** Neighbours in the folder by arrival; absent at the ends. */
  newer?: MessageRef
  older?: MessageRef
  /** Position from the newest, from 1, and how many there are. */
  position: number
  total: number
  /** Complaints about a message that is not made as it should be, in no particular order. */
  broken: Breakage[]
}

export type Breakage = 'no-from' | 'no-date' | 'no-boundary' | 'unknown-charset' | 'too-deep' | 'too-large' | 'empty'

/** Bytes of a part, decoded from their transfer encoding. Whoever asked closes it (destroy) or reads it to its end. */
export interface PartStream {
  part: Part
  content: Readable
  /** Bytes of the whole decoded part where the server knows (BINARY.SIZE, RFC 3516 §4.3). Ranges need it. */
  size?: number
}

/** Bytes of a decoded part, both ends included. */
export interface ByteRange {
  from: number
  to: number
}

/** What a change of flags truly changed: messages already so are left out. */
export interface FlagsChanged {
  selection: Selection
  before: { uid: number; flags: Flag[]; keywords: string[] }[]
}

/** What a move, or a copy, truly did. */
export interface Moved {
  from: Selection
  to: string
  /** Old UID → new UID as far as the server says (COPYUID, RFC 4315 §3); `toUidValidity` empty when it does not. */
  uidMap: Map<number, number>
  toUidValidity: string
}

/** `marked`: flagged \Deleted only, because the server lacks UIDPLUS and a plain EXPUNGE would take others' messages too. */
export interface Removed {
  selection: Selection
  how: 'expunged' | 'marked'
}

export interface Appended {
  folder: string
  /** Absent when the server does not say (no UIDPLUS). */
  ref?: MessageRef
}

export interface FlagChange {
  add?: (Flag | `$${string}`)[]
  remove?: (Flag | `$${string}`)[]
  /** Labels: keywords without a dollar are other programs' (RFC 9051 §2.3.2). */
  addKeywords?: string[]
  removeKeywords?: string[]
}
