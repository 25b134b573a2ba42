import type { Readable } from 'node:stream'
import type { Credentials } from './types.ts'

export interface Envelope {
  /** Empty for a report that nobody may be told the failure of (RFC 5321 §4.5.5). */
  from: string
  to: string[]
}

/** What the submission server said of each recipient. */
export interface Receipt {
  accepted: string[]
  rejected: { address: string; code: number; response: string; temporary: boolean }[]
}

/**
 * How a submission ended. `maybe` is the honest one: the line was lost after the final dot, so the message
 * may have gone (RFC 5321 §4.2.5) and only its writer may decide to send it again.
 */
export type Submission =
  | { outcome: 'sent'; receipt: Receipt }
  | { outcome: 'refused'; receipt: Receipt; code: number; response: string }
  | { outcome: 'later'; reason: 'unreachable' | 'deferred'; code?: number; response?: string }
  | { outcome: 'maybe' }
  | { outcome: 'credentials-rejected' }

export interface SubmissionServer {
  /**
   * Sends one message. Never rejects for what a server may say or do; `beforeDot` is awaited when all but the final dot
   * has been written, so that a crash after it is known to be a `maybe`.
   */
  submit(
    credentials: Credentials,
    envelope: Envelope,
    message: { content: Readable; size: number; beforeDot: () => Promise<void> },
  ): Promise<Submission>
  /** Whether the server opens to these credentials now; `unknown` when it could not say. Never rejects. */
  letsIn(credentials: Credentials): Promise<'yes' | 'no' | 'unknown'>
  /** Largest message in bytes (SIZE, RFC 1870), kept for a while; undefined when unlimited or unknown. */
  sizeLimit(): Promise<number | undefined>
}
