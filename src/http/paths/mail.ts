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
  note?: 'none' | 'where' | 'which' | 'label' | 'gone' | 'kept' | 'partly' | undefined
  ticked?: string
}

export interface MessageQuery {
  said?: string | undefined
  show?: 'text' | 'html' | undefined
  images?: boolean
  /** More of a long text. */
  whole?: boolean
  note?: MessageNote | undefined
}

/** What an answer to a message's form has to say where there is no deed to tell of. */
export type MessageNote =
  'where' | 'which' | 'label' | 'receipt-declined' | 'receipt-known' | 'receipt-failed' | 'receipt-maybe'

const folderPath = (folder: string) => `/mail/${folderSegment(folder)}`

/** Folders and their messages. */
export const mailPaths = {
  folder: (folder: string, { page = 1, ...query }: ListQuery = {}) =>
    withQuery(folderPath(folder), { ...query, page: page > 1 ? page : undefined }),
  /** Asks before what is final; the ticked UIDs are in the query. */
  folderConfirm: (folder: string, query: ListQuery & { uidValidity?: string } = {}) =>
    withQuery(`${folderPath(folder)}/confirm`, { ...query }),

  /** All messages of a folder, or all that a filter lets through; `final`: to be removed for ever. */
  folderAll: (folder: string, query: Pick<ListQuery, 'only' | 'note'> & { final?: boolean } = {}) =>
    withQuery(`${folderPath(folder)}/all`, query),
  /** Asks before all that a folder holds goes for ever. */
  folderEmpty: (folder: string) => `${folderPath(folder)}/empty`,
  /** Several messages as one page for a printer. */
  folderPrint: (folder: string, query: { uidValidity: string; ticked: string; quotes?: boolean }) =>
    withQuery(`${folderPath(folder)}/print`, query),

  message: (ref: MessageAddress, query: MessageQuery = {}) => withQuery(messagePath(ref), { ...query }),
  /** The isolated document of a designed letter. */
  messageLetter: (ref: MessageAddress, query: { images?: boolean; whole?: boolean; section?: string } = {}) =>
    withQuery(`${messagePath(ref)}/letter`, query),
  messagePrint: (ref: MessageAddress, query: { images?: boolean; show?: 'text' | 'html' | undefined } = {}) =>
    withQuery(`${messagePath(ref)}/print`, query),
  messageDetails: (ref: MessageAddress) => `${messagePath(ref)}/details`,
  /** The message as a file. */
  messageFile: (ref: MessageAddress) => `${messagePath(ref)}/message.eml`,
  part: (ref: MessageAddress, part: { section: string }) => `${messagePath(ref)}/parts/${segment(part.section)}`,
  /** Looked at in the browser; `small`: a picture made lighter. */
  partView: (ref: MessageAddress, part: { section: string }, query: { small?: boolean } = {}) =>
    withQuery(`${messagePath(ref)}/parts/${segment(part.section)}/view`, query),
  /** All attachments as one file. */
  attachments: (ref: MessageAddress) => `${messagePath(ref)}/attachments.zip`,
  /** A file that Outlook put into a winmail.dat. */
  winmailPart: (ref: MessageAddress, part: { section: string; index: number }) =>
    `${messagePath(ref)}/parts/${segment(part.section)}/winmail/${part.index}`,
  /** Asks before a list is left. */
  messageUnsubscribe: (ref: MessageAddress, query: { note?: 'failed' | 'refused' | undefined } = {}) =>
    withQuery(`${messagePath(ref)}/unsubscribe`, query),
  /** A message inside a message. */
  embedded: (ref: MessageAddress, part: { section: string }, query: MessageQuery = {}) =>
    withQuery(`${messagePath(ref)}/parts/${segment(part.section)}/message`, { ...query }),
  embeddedPart: (ref: MessageAddress, part: { section: string; index: number }) =>
    `${messagePath(ref)}/parts/${segment(part.section)}/message/${part.index}`,
}
