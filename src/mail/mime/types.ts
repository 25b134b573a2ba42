import type { Readable } from 'node:stream'
import type { Address } from '../types.ts'

/** A file that goes with a letter. Opened when the message is written, once each time. */
export interface OutgoingFile {
  name: string
  type: string
  /** Bytes. */
  size: number
  open: () => Readable
}

/** A letter ready to become a message (RFC 5322). */
export interface Outgoing {
  /** With angle brackets; chosen once, the same for every attempt. */
  messageId: string
  date: Date
  from: Address
  to: Address[]
  cc: Address[]
  /** Printed only where the copy is the writer's own (Sent, Drafts), never on what is submitted. */
  bcc: Address[]
  replyTo: Address[]
  subject: string
  /** As typed, `\n` between lines. */
  text: string
  /** The same as a whole HTML document, where it has more than its words. */
  html?: string
  inReplyTo?: string
  references: string[]
  importance: 'high' | 'normal' | 'low'
  /** Asks for a read receipt (RFC 8098 §2.1), to be sent to the author. */
  receipt?: true
  files: OutgoingFile[]
  /** Our own marks, `X-Traboule-…`. */
  marks: Record<string, string>
}

/** Elements a letter may be made of, once reduced to what reads well anywhere. Nothing else can be printed. */
export type LetterTag =
  | 'p'
  | 'div'
  | 'h3'
  | 'h4'
  | 'h5'
  | 'ul'
  | 'ol'
  | 'li'
  | 'dl'
  | 'dt'
  | 'dd'
  | 'blockquote'
  | 'pre'
  | 'hr'
  | 'br'
  | 'table'
  | 'caption'
  | 'thead'
  | 'tbody'
  | 'tr'
  | 'th'
  | 'td'
  | 'a'
  | 'strong'
  | 'em'
  | 'u'
  | 's'
  | 'sub'
  | 'sup'
  | 'code'
  | 'span'
  | 'q'
  | 'img'

export interface LetterElement {
  tag: LetterTag
  children: LetterNode[]
  /** http, https, mailto or tel only. */
  href?: string
  /** Where the words of a link name another place than its target: the target's host, to be said in words. */
  leadsTo?: string
  /** `data:` of an embedded raster image, or a remote address the reader asked for. */
  src?: string
  alt?: string
  lang?: string
  dir?: 'rtl' | 'ltr'
  colspan?: number
  rowspan?: number
  start?: number
  /** An earlier message quoted below this one: folded by the page. */
  quoted?: true
}

/** A text node is a string. */
export type LetterNode = string | LetterElement

/** What the reader is shown of a body. */
export interface Letter {
  /** `simple` is printed inside the page from its tree; `designed` has a document of its own for the isolated frame. */
  kind: 'simple' | 'designed'
  nodes: LetterNode[]
  /** Remote images left out (or let in, when asked). */
  remoteImages: number
  /** Cut because it was too long. */
  cut: boolean
}
