/** Every URL of the application. Views and redirects build links here and nowhere else. */

/** A message, as URLs name it. */
interface MessageAddress {
  folder: string
  uidValidity: string
  uid: number
}

type Query = Record<string, string | number | boolean | undefined>

const segment = encodeURIComponent

/**
 * A folder's name as one path segment. Browsers resolve `.` and `..` (and their percent forms) before they ask,
 * so a name made of dots only goes behind a tilde, as does a name that begins with one.
 */
const folderSegment = (name: string) => segment(/^(~|\.{1,2}$)/.test(name) ? `~${name}` : name)

/** The folder a `:folder` parameter names: the reverse of what `paths` writes. */
export const folderNamed = (parameter: string) => (parameter.startsWith('~') ? parameter.slice(1) : parameter)

/** The message that `:folder` and `:message` name; undefined when they name none. */
export function messageNamed(folder: string, message: string): MessageAddress | undefined {
  const [, uidValidity, uid] = /^(\d{1,20})-(\d{1,10})$/.exec(message) ?? []
  return uidValidity && uid ? { folder: folderNamed(folder), uidValidity, uid: Number(uid) } : undefined
}

/** Appends what is asked; « said » and « note » bring the reader to the sentence of what happened. */
function withQuery(path: string, query: Query): string {
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === false || value === '' ? [] : [`${name}=${segment(String(value))}`],
  )
  return path + (asked.length ? `?${asked.join('&')}` : '') + (query['said'] || query['note'] ? '#dit' : '')
}

const messagePath = ({ folder, uidValidity, uid }: MessageAddress) =>
  `/mail/${folderSegment(folder)}/${uidValidity}-${uid}`

export interface ListQuery {
  page?: number
  only?: 'unread' | 'followed' | undefined
  /** Draws every box of the page ticked. */
  all?: boolean
  said?: string | undefined
  /** A sentence the last form calls for, and the UIDs whose boxes it had ticked. */
  note?: 'none' | 'where' | 'gone' | 'kept' | undefined
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

export const paths = {
  home: () => '/',
  login: (
    query: { next?: string; kept?: boolean; ended?: boolean; undone?: boolean; saved?: boolean; left?: boolean } = {},
  ) => withQuery('/login', query),
  logout: () => '/logout',

  folder: (folder: string, { page = 1, ...query }: ListQuery = {}) =>
    withQuery(`/mail/${folderSegment(folder)}`, { ...query, page: page > 1 ? page : undefined }),
  /** Asks before what is final; the ticked UIDs are in the query. */
  folderConfirm: (folder: string, query: ListQuery & { uidValidity?: string } = {}) =>
    withQuery(`/mail/${folderSegment(folder)}/confirm`, { ...query }),

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

  compose: (query: { to?: string } = {}) => withQuery('/compose', query),
  /** Answers a message: reply, reply-all, reply-list, forward, forward-attached. */
  answer: (ref: MessageAddress, kind: string) =>
    withQuery('/compose', { kind, folder: ref.folder, message: `${ref.uidValidity}-${ref.uid}` }),
  /** Opens a message of the drafts folder for writing. */
  editDraft: (ref: MessageAddress) =>
    withQuery('/compose', { kind: 'edit', folder: ref.folder, message: `${ref.uidValidity}-${ref.uid}` }),
  draft: (draft: string, query: Query = {}) => withQuery(`/compose/${segment(draft)}`, query),
  draftAt: ({ id, revision }: { id: string; revision: number }, query: Query = {}) =>
    withQuery(`/compose/${segment(id)}/${revision}`, query),
  draftConflict: ({ id, other }: { id: string; other: string }) => `/compose/${segment(id)}/conflict/${segment(other)}`,
  /** Asks before a draft is thrown away. */
  draftDiscard: (draft: string) => `/compose/${segment(draft)}/discard`,

  outbox: (query: { said?: string } = {}) => withQuery('/outbox', query),
  outboxEntry: (id: string) => `/outbox/${segment(id)}`,
}

export type Paths = typeof paths

/** `next` if it is a path of ours, otherwise home: `//evil`, `/\evil` and control characters lead away. */
export function localPath(next: unknown): string {
  const local = typeof next === 'string' && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)
  return local ? next : paths.home()
}
