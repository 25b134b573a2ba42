import type { Readable } from 'node:stream'
import type { Person } from '../accounts/index.ts'
import type { Address, Credentials, MailAccount, MessageRef, Receipt } from '../mail/index.ts'
import type { Discarded } from './deeds.ts'
import type { DraftLetter } from './drafts/letter.ts'

export type { Answers, Carried, DraftLetter } from './drafts/letter.ts'
export type * from './deeds.ts'

export interface Draft {
  id: string
  /** 0: never saved. */
  revision: number
  letter: DraftLetter
  files: Upload[]
  savedAt?: Date
  /** Where the newest text stands: on the mail server too, or with us only. */
  place: 'server' | 'here'
  /** Written by a session that had ended; waits for its owner to have seen it. */
  parked: boolean
  /** Another program changed the server's copy since: its reference, to be shown beside ours. */
  changedElsewhere?: MessageRef
  /** The message of another program it was made from, left where it is: not all of it could be taken over. */
  original?: MessageRef
  /** It was thrown away; its next save brings it back. */
  discarded: boolean
  /** Set once it has been sent: its address says so instead of showing an empty letter. */
  sent?: { outbox: string; at: Date; to: string[] }
}

export interface DraftSummary {
  id: string
  subject: string
  to: string
  savedAt: Date
  parked: boolean
  /** What the Drafts folder has of it. */
  onServer: 'nothing' | 'older' | 'newest'
}

export interface DraftAt {
  id: string
  revision: number
}

export type Saved =
  | { outcome: 'saved'; draft: DraftAt }
  /** The same content was posted for this revision before: the answer is the one it got. */
  | { outcome: 'repeated'; draft: DraftAt }
  /** Different content for a revision that has moved on: both are kept, the posted one as a draft of its own. */
  | { outcome: 'conflict'; draft: DraftAt; other: DraftAt }
  | { outcome: 'sent'; outbox: string }

export interface Drafts {
  /** The newest revision; undefined for an id nobody saved, or another account's. */
  open(account: string, id: string): Promise<Draft | undefined>
  save(account: string, at: DraftAt, letter: DraftLetter, options?: { parked?: boolean }): Promise<Saved>
  /** Drafts kept with us that are not on the server, newest first, parked ones among them. */
  list(account: string): Promise<DraftSummary[]>
  /** Ids of those parked, newest first, without a look into them: every page asks. */
  parked(account: string): Promise<string[]>
  /** The owner has seen that it was kept. */
  unpark(account: string, id: string): Promise<void>
  /**
   * Brings the server's copy up to date (append the new, then remove the old). Never rejects: a failure leaves `here`,
   * a mailbox without room `full`.
   */
  push(
    account: string,
    id: string,
    to: { mail: MailAccount; person: Person; withFiles: boolean },
  ): Promise<'server' | 'here' | 'full'>
  /** Pushes, in the background, what is here only. Cheap to call on every request: it looks once a minute. */
  catchUp(account: string, to: { mail: MailAccount; person: Person }): void
  /** The draft a message of the Drafts folder stands for: ours by its marks, or a new one made from it. */
  adopt(account: string, ref: MessageRef, mail: MailAccount): Promise<DraftAt>
  /** Fetches what a forward carries into uploads; what the server would not give stays carried. */
  fetchCarried(account: string, id: string, mail: MailAccount): Promise<void>
  /** Gives what an undo would need; undefined where there was nothing to throw away. */
  discard(account: string, id: string, mail: MailAccount): Promise<Discarded | undefined>
  /** The reverse; `copy`: its text on the mail server, back in Drafts. Says whether it had been thrown away still. */
  restore(account: string, id: string, known: { discarded: Discarded; copy?: MessageRef | undefined }): Promise<boolean>
}

export interface Upload {
  id: string
  name: string
  type: string
  /** Bytes. */
  size: number
  /** SHA-256 of the content, hex: what tells the same post from another. */
  digest: string
}

export interface Uploads {
  /**
   * Seals a file as it arrives. Rejects with `UploadTooLarge` past `limit` bytes, leaving nothing behind;
   * an aborted stream leaves nothing either.
   */
  receive(account: string, file: { name: string; type: string; content: Readable; limit: number }): Promise<Upload>
  describe(account: string, ids: string[]): Promise<Upload[]>
  open(account: string, id: string): Readable
  remove(account: string, ids: string[]): Promise<void>
}

export type OutboxState = 'waiting' | 'sending' | 'sent' | 'filed' | 'maybe' | 'refused' | 'cancelled'

export interface OutboxEntry {
  id: string
  draft: string
  state: OutboxState
  subject: string
  /** Envelope recipients. */
  recipients: string[]
  /** Not before, on the wall clock. */
  dueAt: Date
  /** Its hour was chosen; otherwise it leaves at once, or when the time to undo is over. */
  planned: boolean
  /**
   * What will take it away while it waits: the session that pressed it, whose secret this or another process still
   * holds; the submission account, with nobody there; or the next sign-in.
   */
  leavesBy: 'session' | 'relay' | 'sign-in'
  /** When it will next be tried, while waiting after a failure. */
  nextAttemptAt?: Date
  attempts: number
  /**
   * Why it still waits, itself or its copy, or that it was refused, if only to some. `full`: the mailbox has no room.
   * `held`: pressed with other credentials than its owner's of now, it waits for a confirmation. `identity`: refused by
   * us, the address it is written from is no longer its writer's. `rate`: too many left within an hour, the next goes
   * at `nextAttemptAt`.
   */
  trouble?: 'unreachable' | 'deferred' | 'credentials' | 'refused' | 'full' | 'held' | 'identity' | 'rate'
  /** Of the server's last refusal (RFC 5321 §4.2), with its own words for the curious. */
  code?: number
  response?: string
  receipt?: Receipt
  sentAt?: Date
  updatedAt: Date
}

/** A letter at the moment « Envoyer » was pressed: checked, addressed, its identity settled. */
export interface Pressed {
  draft: DraftAt
  /** From the draft's form: the same number never sends twice. */
  sendNumber: string
  from: Address
  to: Address[]
  cc: Address[]
  bcc: Address[]
  replyTo: Address[]
  letter: DraftLetter
  /** The same letter as an HTML document of our own making, to go beside its text. */
  html?: string
  person: Person
  credentials: Credentials
  /** At once, when absent. */
  leaves?: Leaves
}

/**
 * When a letter leaves: after a while in which it can be taken back, in milliseconds that no clock shortens, or at an
 * hour its writer chose. An hour that has passed already means at once.
 */
export type Leaves = { kind: 'delayed'; ms: number } | { kind: 'planned'; at: Date }

export interface Outbox {
  /** Writes the message down and wakes the sender. The same send number gives the entry it already has. */
  press(account: string, pressed: Pressed): Promise<OutboxEntry>
  /** The entry once it no longer waits, is being sent, or (for a second) filed, or as it is after `within` ms. */
  settled(account: string, id: string, within: number): Promise<OutboxEntry | undefined>
  read(account: string, id: string): Promise<OutboxEntry | undefined>
  /** Newest first; those filed are in Sent, and left out unless their writer has still to see who did not get them. */
  list(account: string): Promise<OutboxEntry[]>
  /** Whether an entry waits for its writer: refused, perhaps gone, or held for want of credentials or of room. */
  asks(account: string): Promise<boolean>
  /** Letters of all accounts whose hour has come and that have not got where they go. */
  countUnderWay(): Promise<number>
  /** Lends a signed-in session's credentials to whatever waits for them. Cheap to call on every request. */
  lend(account: string, credentials: Credentials): void
  /** Whether a planned letter leaves with nobody signed in: there is a submission account. */
  readonly plansLeaveAlone: boolean
  /** A `maybe` or `refused` entry its writer wants sent (again), or one in trouble that need not wait for its next try. */
  sendAgain(account: string, id: string, credentials: Credentials): Promise<OutboxEntry | undefined>
  /** A waiting entry leaves at once, whatever was said before. Undefined when it does not wait any more. */
  sendNow(account: string, id: string, credentials: Credentials): Promise<OutboxEntry | undefined>
  /** A waiting entry leaves at `at`; at once when that has passed. Undefined when it does not wait any more. */
  replan(account: string, to: { id: string; at: Date }, credentials: Credentials): Promise<OutboxEntry | undefined>
  /** Its owner wants a `held` entry sent: at its hour, or at once when that has passed. Undefined when it is not held. */
  confirm(account: string, id: string, credentials: Credentials): Promise<OutboxEntry | undefined>
  /** Waiting, maybe or refused → its draft can be opened again. Undefined when it has left meanwhile. */
  takeBack(account: string, id: string): Promise<DraftAt | undefined>
  /** A finished entry its writer has seen. A `maybe` is thereby known to have arrived: it is `sent`, and gets filed. */
  dismiss(account: string, id: string, credentials: Credentials): Promise<void>
  start(): void
  /** Takes no more, ends what is being sent, gives the rest back to the store. */
  stop(): Promise<void>
}

/** Addresses somebody wrote to lately, most recent first, sealed. */
export interface RecentAddresses {
  list(account: string): Promise<Address[]>
  /** Does nothing for an account that does not want it. */
  remember(account: string, addresses: Address[]): Promise<void>
  forget(account: string): Promise<void>
}
