/** What waits or is remembered between the pages and the mail servers. Dates are milliseconds since 1970. */
export interface WorkTables {
  upload: UploadTable
  upload_holder: UploadHolderTable
  draft: DraftTable
  outbox: OutboxTable
  history: HistoryTable
  recent_addresses: RecentAddressesTable
  searches: SearchesTable
}

/** Files people attach: their bytes stand sealed under `DATA_DIR/files`, named by `file`. */
interface UploadTable {
  id: string
  account: string
  /** The random name of the sealed file. */
  file: string
  /** Bytes, to bound what one account may park. */
  size: number
  /** Sealed JSON: name, type, digest. */
  facts: Uint8Array
  /** Since when no draft and no outbox entry holds it; null while one does. */
  idle_since: number | null
}

/** What needs a file: a draft, or a letter in the outbox. */
interface UploadHolderTable {
  upload: string
  /** `draft:<id>` or `outbox:<id>`. */
  holder: string
}

/** A letter being written, with us from its first save. */
interface DraftTable {
  id: string
  account: string
  /** The newest; 1 after the first save. */
  revision: number
  state: 'open' | 'sent' | 'discarded'
  /** 1: written by a session that had ended, unseen by its owner. */
  parked: number
  saved_at: number
  /** The outbox entry it became. */
  outbox: string | null
  /** Sealed JSON: the letter, its digest, and what each recent post became. */
  content: Uint8Array
  /** The revision the mail server's copy holds; null where there is none. */
  server_revision: number | null
  /** 1: that copy has the files too. */
  server_whole: number
  /**
   * Nobody else may push before; 0 when nobody does. A push that never ended leaves it past, and perhaps a copy on the
   * server that nobody wrote down.
   */
  push_until: number
  /** Sealed JSON: where the server's copy is, and what another program made of it. */
  server_copy: Uint8Array | null
}

/** Letters on their way. */
interface OutboxTable {
  id: string
  account: string
  /** Unique within an account: the same number never sends twice. */
  send_number: string
  draft: string
  state: 'waiting' | 'sending' | 'sent' | 'filed' | 'maybe' | 'refused' | 'cancelled'
  /** Sealed JSON: the letter frozen when it was sent off, its envelope, and the draft it came from. */
  letter: Uint8Array
  /** Sealed JSON: what the server said last. */
  answer: Uint8Array | null
  trouble: 'unreachable' | 'deferred' | 'credentials' | 'refused' | 'full' | 'identity' | 'rate' | null
  pressed_at: number
  /** Not before, on the wall clock. */
  due_at: number
  /** 1: its hour was chosen. */
  planned: number
  /** Milliseconds in which it can be taken back; 0 when it leaves at once or at a chosen hour. */
  delay: number
  /** Sealed JSON: an argon2id digest of the credentials behind it; null once it is under way no more. */
  pressed_with: Uint8Array | null
  /** The account's when it was pressed: another one since holds it. Null for an account nobody signed in to. */
  generation: number | null
  /** 1: waits for its owner's confirmation. */
  held: number
  /** 1: the submission account may send it, for the mail server knew the credentials behind it. */
  relay: number
  next_attempt_at: number | null
  attempts: number
  /** The process that has the means to send it, and until when nobody else may try. */
  lease_owner: string | null
  lease_until: number
  /** Written just before the final dot: from then on a crash means « maybe ». */
  dot_at: number | null
  sent_at: number | null
  /** Tries to file what was sent: the copy, the flag on the original, the draft's copy. */
  filings: number
  /** 1: its writer has seen how it ended. */
  dismissed: number
  updated_at: number
}

/** What people did, from which the sentence on the next page is drawn, and which can be undone. */
interface HistoryTable {
  id: string
  account: string
  at: number
  /** Grows with each deed of an account, even if the clock is set back. */
  turn: number
  /** Sealed JSON. */
  deed: Uint8Array
  /** The deed that this row undoes; null for a deed. */
  undoes: string | null
  /** The row that undoes this deed, or has begun to. */
  undone: string | null
  /** Nobody else may undo it before; 0 when nobody does. */
  undo_until: number
}

/** Addresses an account wrote to lately, in one sealed list. */
interface RecentAddressesTable {
  account: string
  /** Sealed JSON. */
  addresses: Uint8Array
  used_at: number
}

/** Searches of an account, in one sealed list a kind. */
interface SearchesTable {
  account: string
  kind: 'saved' | 'recent'
  /** Sealed JSON. */
  list: Uint8Array
  used_at: number
}
