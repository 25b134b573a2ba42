import type { Computer, FactorStage } from './types.ts'

/** What a session holds at rest. Its credentials open with the key in its browser's cookie only. */
export interface SessionRecord {
  account: string
  /** The account's when the session began. */
  generation: number
  factor: FactorStage
  computer: Computer
  /** Milliseconds since 1970. */
  signedInAt: number
  /** See sealed-credentials.ts. */
  sealed: string
}

declare module 'express-session' {
  interface SessionData {
    record: SessionRecord
    /** Milliseconds since 1970: when the row was last written, told by the store as it reads. */
    touchedAt: number
  }
}
