import type { Flag, MessageRef, Selection } from './messages.ts'

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
  /** Others that were asked for, when the server gave up after these: still there, or nobody knows (the line was lost). */
  stayed?: { count: number; why: 'refused' | 'unsure' }
  /** Message-ID by old UID, as far as it was known: the way to what has no new UID, or whose folder is rebuilt. */
  messageIds?: Map<number, string>
  /** What was moved is also where it was, flagged \Deleted: the server can only copy, and remove no message alone. */
  left?: 'marked'
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
