import type { FolderPage, Flags } from '../types.ts'
import type { FolderContext } from './context.ts'

/** What a list asks of the server each time about one message. */
export interface FlagRow extends Flags {
  uid: number
}

/** The rows of the page last listed on a line, good until the folder's membership changes. */
export interface Window {
  page: number
  size: number
  /** Newest first. */
  rows: FlagRow[]
  /** Highest MODSEQ of its rows (RFC 7162 §3.1.4.1): any later change of one of them is above. */
  modseq: bigint
  /** The folder's count of changes when it was read. */
  changes: number
}

export interface Page {
  /** From 1. */
  page: number
  size: number
}

/** What a page shows, before all is known about its rows. */
export interface Found extends Pick<FolderPage, 'unsorted' | 'slice'> {
  rows: FlagRow[]
  total: number
  page: number
}

export const pagesOf = (total: number, size: number): number => Math.max(1, Math.ceil(total / size))

/** Messages in the selected folder, as far as its session was told. */
export const countIn = ({ line }: Pick<FolderContext, 'line'>): number =>
  line.imap.mailbox ? line.imap.mailbox.exists : 0
