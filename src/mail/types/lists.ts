import type { Folder } from './folders.ts'
import type { MessageSummary } from './messages.ts'

/** A label is an IMAP keyword, as the server spells it. */
export type ListFilter = 'unread' | 'followed' | 'attachments' | { label: string }

/** `arrival` is what lists call a date: when a message came. */
export type SortKey = 'arrival' | 'sender' | 'subject' | 'size'

export interface ListSort {
  by: SortKey
  /** `down`: newest, largest, or Z first. */
  order: 'up' | 'down'
}

export interface ListQuery {
  /** From 1. */
  page: number
  size: number
  only?: ListFilter | undefined
  /** By arrival, newest first, unless told otherwise. */
  sort?: ListSort | undefined
  /** Goes on with a slice where the last one ended: only messages with a smaller UID are looked at. */
  below?: number | undefined
}

export interface FolderPage {
  folder: Folder
  uidValidity: string
  items: MessageSummary[]
  /** From 1, clamped to the last. */
  page: number
  pageCount: number
  /** Messages in the folder, or those the filter lets through. */
  total: number
  /** Position of the first row, from 1; 0 when there is none. */
  first: number
  /** Where it is not the order asked for: the server cannot sort, and there are too many to sort them here. */
  unsorted?: true
  /** Only a part of the folder was looked at: since when, and the UID to go on below. */
  slice?: { searchedTo: Date; below: number }
}
