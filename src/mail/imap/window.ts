import type { Flags } from '../types.ts'

/** What a list asks of the server each time about one message. */
export interface FlagRow extends Flags {
  uid: number
}

/** The rows of the page last listed on a line, good until the folder's membership changes. */
export interface Window {
  page: number
  size: number
  /** Newest first. Replaced when one of them changes: the same array says that nothing has. */
  rows: readonly FlagRow[]
  /** Highest MODSEQ of its rows (RFC 7162 §3.1.4.1): any later change of one of them is above. */
  modseq: bigint
  /** The folder's count of changes when it was read. */
  changes: number
}

/** Neighbours in the order of a sorted folder, good until its membership changes. */
export interface Stretch {
  order: string
  changes: number
  /** Position of the first, from 0. */
  from: number
  uids: readonly number[]
}
