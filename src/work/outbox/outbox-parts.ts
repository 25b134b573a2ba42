import type { EventEmitter } from 'node:events'
import type { People } from '../../accounts/index.ts'
import type { MailServer, SubmissionServer } from '../../mail/index.ts'
import type { Store } from '../../store/index.ts'
import type { Clock } from '../clock.ts'
import type { DraftRows } from '../drafts/draft-rows.ts'
import type { LargeInTurn } from '../large-in-turn.ts'
import type { Log } from '../log.ts'
import type { Uploads } from '../types.ts'
import type { CredentialsDigests } from './credentials-digest.ts'
import type { Neighbours } from './neighbours.ts'
import type { OutboxRows } from './outbox-rows.ts'
import type { Relay } from './for-relay.ts'

/** What sending needs. */
export interface OutboxParts {
  store: Store
  rows: OutboxRows
  drafts: DraftRows
  uploads: Uploads
  mail: MailServer
  submission: SubmissionServer
  /** Without one, what waits longer than its session waits for the next sign-in. */
  relay: Relay | undefined
  /** Asked when a letter is about to leave; without them whoever pressed it is still who they were. */
  people: Pick<People, 'find'> | undefined
  /** Letters of one account that may leave within an hour. */
  hourlyRate: number
  digests: CredentialsDigests
  clock: Clock
  log: Log
  largeInTurn: LargeInTurn
  /** This process, as leases name it. */
  owner: string
  /** Milliseconds a lease lasts when nobody renews it. */
  lease: number
  neighbours: Neighbours
  /** Says an entry's id when its row has changed here. */
  changed: EventEmitter<{ entry: [id: string] }>
}
