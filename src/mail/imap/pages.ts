import type { ImapFlow } from 'imapflow'
import type { FolderPage } from '../types.ts'
import type { FlagRow } from './window.ts'

export interface Page {
  /** From 1. */
  page: number
  size: number
}

/** What a page shows, before all is known about its rows. */
export interface Found extends Pick<FolderPage, 'unsorted' | 'slice'> {
  rows: readonly FlagRow[]
  total: number
  page: number
}

/** A run of positions in some order. */
export interface Part {
  /** Position of the first, from 0. */
  from: number
  count: number
}

export interface Sorted {
  uids: readonly number[]
  total: number
}

export interface PageOfUids extends Sorted {
  page: number
  unsorted?: true
}

export const pagesOf = (total: number, size: number): number => Math.max(1, Math.ceil(total / size))

export const partOf = ({ page, size }: Page) => ({ from: (page - 1) * size, count: size })

/** One page of an order that is wholly known. */
export function cut(order: readonly number[], asked: Page): PageOfUids {
  const page = Math.min(asked.page, pagesOf(order.length, asked.size))
  const { from, count } = partOf({ ...asked, page })
  return { page, uids: order.slice(from, from + count), total: order.length }
}

/** Messages in the selected folder, as far as its session was told. */
export const countIn = ({ line }: { line: { imap: Pick<ImapFlow, 'mailbox'> } }): number =>
  line.imap.mailbox ? line.imap.mailbox.exists : 0
