import type { Credentials, SubmissionServer } from '../../mail/index.ts'

/** A submission account that may send for everybody. */
export interface Relay {
  submission: SubmissionServer
  credentials: Credentials
}

/** Whether the relay may send it: what it was once allowed waits for its writer when there is none any more. */
export const isForRelay = ({ relay }: { relay?: Relay | undefined }, row: { relay: number }): boolean =>
  relay !== undefined && row.relay === 1
