import { folderSegment, type MessageAddress, messagePath, segment, withQuery } from './segments.ts'

export interface ListQuery {
  page?: number
  /** `unread`, `followed`, `attachments`, `label:<keyword>`. */
  only?: string | undefined
  /** `sender-up`, `size-down`… */
  sort?: string | undefined
  /** Goes on with a slice: only UIDs below. */
  below?: number | undefined
  /** Draws every box of the page ticked. */
  all?: boolean
  said?: string | undefined
  /** A sentence the last form calls for, and the UIDs whose boxes it had ticked. */
  note?: 'none' | 'where' | 'gone' | 'kept' | 'label' | undefined
  ticked?: string
}

export interface MessageQuery {
  said?: string | undefined
  show?: 'text' | 'html' | undefined
  images?: boolean
  /** More of a long text. */
  whole?: boolean
  note?: 'where' | undefined
}

const folderPath = (folder: string) => `/mail/${folderSegment(folder)}`

/** Folders and their messages. */
export const mailPaths = {
  folder: (folder: string, { page = 1, ...query }: ListQuery = {}) =>
    withQuery(folderPath(folder), { ...query, page: page > 1 ? page : undefined }),
  /** Asks before what is final; the ticked UIDs are in the query. */
  folderConfirm: (folder: string, query: ListQuery & { uidValidity?: string } = {}) =>
    withQuery(`${folderPath(folder)}/confirm`, { ...query }),

  message: (ref: MessageAddress, query: MessageQuery = {}) => withQuery(messagePath(ref), { ...query }),
  /** The isolated document of a designed letter. */
  messageLetter: (ref: MessageAddress, query: { images?: boolean; section?: string } = {}) =>
    withQuery(`${messagePath(ref)}/letter`, query),
  messagePrint: (ref: MessageAddress, query: { images?: boolean; show?: 'text' | 'html' | undefined } = {}) =>
    withQuery(`${messagePath(ref)}/print`, query),
  messageDetails: (ref: MessageAddress) => `${messagePath(ref)}/details`,
  /** The message as a file. */
  messageFile: (ref: MessageAddress) => `${messagePath(ref)}/message.eml`,
  part: (ref: MessageAddress, part: { section: string }) => `${messagePath(ref)}/parts/${segment(part.section)}`,
  partView: (ref: MessageAddress, part: { section: string }) =>
    `${messagePath(ref)}/parts/${segment(part.section)}/view`,
  /** A message inside a message. */
  embedded: (ref: MessageAddress, part: { section: string }, query: MessageQuery = {}) =>
    withQuery(`${messagePath(ref)}/parts/${segment(part.section)}/message`, { ...query }),
  embeddedPart: (ref: MessageAddress, part: { section: string; index: number }) =>
    `${messagePath(ref)}/parts/${segment(part.section)}/message/${part.index}`,
}
