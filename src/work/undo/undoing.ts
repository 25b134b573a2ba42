import type { PreferencesStore } from '../../accounts/index.ts'
import type { Folder, MailAccount } from '../../mail/index.ts'
import type { Searches } from '../searches.ts'
import type { Drafts, Trace } from '../types.ts'
import type { Tally } from './tally.ts'
import type { Trail } from './trail.ts'

/** What is needed beside the mail server, for what is not mail. */
export interface UndoParts {
  drafts: Pick<Drafts, 'open' | 'restore'>
  preferences: Pick<PreferencesStore, 'change'>
  searches: Pick<Searches, 'follow'>
}

/** One undo at work. */
export interface Undoing extends UndoParts {
  /** The row whose deed it is. */
  of: string
  account: string
  mail: MailAccount
  /** From right after the deed until now, what this undo has done included. */
  trail: Trail
  tally: Tally
  /** As they were when it began. */
  folders: Folder[]
  /** Writes down at once what was done: a later undo, or this one begun again, follows it. */
  keep: (trace: Trace) => Promise<void>
  /** It was begun before, and cut off. */
  again: boolean
  /** No more than this fits into the answer to one request. */
  late: () => boolean
}
