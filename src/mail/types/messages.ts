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
