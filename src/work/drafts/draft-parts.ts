import type { Turns } from '../turns.ts'
import type { Store } from '../../store/index.ts'
import type { Clock } from '../clock.ts'
import type { LargeInTurn } from '../large-in-turn.ts'
import type { Log } from '../log.ts'
import type { Uploads } from '../types.ts'
import type { DraftRows } from './draft-rows.ts'

/** What the work on drafts needs. */
export interface DraftParts {
  /** One thing at a time for each draft's copy on the mail server. */
  inTurn: Turns
  store: Store
  rows: DraftRows
  uploads: Uploads
  clock: Clock
  log: Log
  largeInTurn: LargeInTurn
  /** Bytes of one file, at most, that comes from the mail server. */
  fileLimit: number
}
