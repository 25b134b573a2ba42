import type { MessageSummary } from './messages.ts'

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
  /** One a folder; those where nothing was found are left out, but a whole folder is named empty too. */
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
  /** UIDs as IMAP spells them, « 3:7,12 » (RFC 9051 §9, sequence-set without `*`); empty for none. */
  set: string
  count: number
}
