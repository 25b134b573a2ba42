import type { MessageRef } from '../../mail/index.ts'

/** Why a letter exists when it does not begin from nothing. */
export interface Answers {
  kind: 'reply' | 'reply-all' | 'reply-list' | 'forward' | 'forward-attached'
  ref: MessageRef
  /** Of the original, with brackets. */
  messageId: string
  /** What the answer's References say, the original last: see `replyReferences`. */
  references: string[]
}

/** A file of the original that a forward carries; fetched into an upload as soon as the mail server lets us. */
export interface Carried {
  ref: MessageRef
  /** Empty: the whole message, as message/rfc822. */
  section: string
  name: string
  type: string
  size: number
}

/** What was typed, as it was typed. Nothing here is checked: a draft keeps mistakes too. */
export interface DraftLetter {
  from: string
  to: string
  cc: string
  bcc: string
  replyTo: string
  subject: string
  body: string
  importance: 'high' | 'normal' | 'low'
  /** A read receipt is asked for. */
  receipt?: true
  /** The quoted original is sent as it was formatted too, as long as it is left as it is; absent: it was plain text. */
  format?: 'as-received' | 'text'
  answers?: Answers
  /** Upload ids, in order. */
  files: string[]
  carried: Carried[]
  /** Reminders the writer has already been shown and passed over (« ci-joint » without a file, …). */
  reminded: string[]
}
