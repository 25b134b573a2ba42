import type { Readable } from 'node:stream'
import type { MessageRef, MessageSummary } from './messages.ts'

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
