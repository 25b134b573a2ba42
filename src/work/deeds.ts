import type { Preferences } from '../accounts/index.ts'
import type { FlagsChanged, FolderMoved, MessageRef, Moved, Receipt, Removed, Selection } from '../mail/index.ts'

/** What a user did, with the facts an undo would need. */
export type Deed =
  /** `taught`: the keywords set on the way, for the filters before the mailbox. */
  | { kind: 'moved' | 'archived' | 'deleted' | 'junked' | 'unjunked'; moved: Moved; taught?: FlagsChanged }
  | { kind: 'removed'; removed: Removed }
  | { kind: 'read' | 'unread' | 'followed' | 'unfollowed'; changed: FlagsChanged }
  | { kind: 'sent'; outbox: string; recipients: string[]; receipt?: Receipt }
  | { kind: 'draft-closed'; draft: string }
  /** `discarded`: absent from older rows. */
  | { kind: 'draft-discarded'; draft: string; discarded?: Discarded | undefined }
  | { kind: 'copied'; moved: Moved }
  | { kind: 'labelled' | 'unlabelled'; changed: FlagsChanged; keyword: string }
  /** A whole folder made empty, folders inside it included. */
  | { kind: 'emptied'; folder: string; removed: Removed[]; folders: string[] }
  /** The same done in several folders at once: to the results of a search. */
  | { kind: 'several'; deeds: Deed[] }
  /** `uidValidity`: which folder of that name; absent from older rows. */
  | { kind: 'folder-created'; folder: string; uidValidity?: string | undefined }
  | { kind: 'folder-shown' | 'folder-hidden'; folder: string }
  /** `deleted`: put into the bin. `roles`: where they had to follow. */
  | {
      kind: 'folder-renamed' | 'folder-moved' | 'folder-deleted'
      folderMoved: FolderMoved
      roles?: { before: Preferences['roles']; after: Preferences['roles'] } | undefined
    }
  /** `removed`: the messages that were in them, or in others that stay; absent from older rows. */
  | { kind: 'folder-removed'; folders: string[]; removed?: Removed[] }
  /** `after`: the same choices as they became; absent from older rows. */
  | { kind: 'settings-changed'; before: Partial<Preferences>; after?: Partial<Preferences> }
  | { kind: 'receipt-sent'; ref: MessageRef; to: string }
  | { kind: 'unsubscribed'; list: string; how: 'mail' | 'request' }
  | Undone

/** Messages that went to another folder, and are where they were no more. */
export type Move = Exclude<Extract<Deed, { moved: unknown }>, { kind: 'copied' }>

export const isMove = (deed: Deed): deed is Move => 'moved' in deed && deed.kind !== 'copied'

export interface HistoryRow {
  id: string
  at: Date
  deed: Deed
  /** What undid it, or has begun to. */
  undone?: { id: string; at: Date; deed: Undone }
  /** Why an undo would change nothing by now: as many deeds as can be undone came after it, or the draft is back already. */
  lapsed?: 'old' | 'draft-back'
}

/** A deed, and where messages and folders went since. */
export interface Remembered extends HistoryRow {
  since: Trace[]
}

export interface History {
  write(account: string, deed: Deed): Promise<HistoryRow>
  /** Undefined for another account's, or one swept away. */
  read(account: string, id: string): Promise<HistoryRow | undefined>
  /** The latest deeds, newest first; undos are not among them, but stand with what they undid. */
  list(account: string, count: number): Promise<Remembered[]>
}

/** What throwing a draft away did. */
export interface Discarded {
  /** Its text on the mail server, moved to the trash. */
  copies: Moved[]
  /** Where that text was said to be, the revision it had, and whether it had the files too. */
  ref?: MessageRef | undefined
  revision: number | null
  whole: boolean
}

/** Where messages and folders went: what is undone later has to follow. `turn`: when, where its row has more than one. */
export type Trace = { turn?: number } &
  /** `of`: the row whose deed it was. */
  (
    | { of: string; moved: Moved }
    /** What a server that can only copy had left behind, flagged \Deleted, counts again. */
    | { of: string; restored: Selection }
    | { removed: Selection }
    | { paths: ReadonlyMap<string, string> }
  )

/**
 * Why something stays as it is. Of messages: `elsewhere`, moved on by its owner; `removed` for ever; `missing` from where
 * it was put; `unclear`, none or several have its Message-ID; `unknown`, the server never said where it went;
 * `original-gone`, a copy that is the only one left; `copies-marked`, removed as far as the server can; `copies-unknown`,
 * it never said which they are; `later`, there was no time. Of one thing: a folder, a draft, choices.
 */
export type WhyLeft =
  | 'elsewhere'
  | 'removed'
  | 'missing'
  | 'unclear'
  | 'unknown'
  | 'home-gone'
  | 'refused'
  | 'original-gone'
  | 'copies-marked'
  | 'copies-unknown'
  | 'later'
  | 'folder-gone'
  | 'folder-other'
  | 'folder-used'
  | 'name-taken'
  | 'draft-back'
  | 'setting-changed'

/** What an undo did, and what it could not. */
export interface Undone {
  kind: 'undone'
  /** The row it undoes, and what that did: of one action in several folders, the first. */
  of: string
  what: Exclude<Deed['kind'], 'undone' | 'several'>
  /** `unfinished`: it ran out of time, and can be pressed again. */
  state: 'begun' | 'unfinished' | 'done'
  /** Messages, or choices; 1 for what is one thing. */
  count: number
  left: { why: WhyLeft; count: number }[]
  /** The folder it is about, as it is called now. */
  folder?: string
  traces: Trace[]
}

/** Why a deed cannot be undone at all: it is final, it changed nothing, or an older release wrote too little down. */
export type WhyFinal = 'sent' | 'removed' | 'receipt-sent' | 'unsubscribed' | 'draft-closed' | 'nothing' | 'unknown'

/** Why nothing is left of a deed to undo. */
export type WhyLost = Extract<WhyLeft, 'elsewhere' | 'removed' | 'home-gone' | 'folder-gone'>
