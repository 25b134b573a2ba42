import { type Destination, destinationsFrom } from '../../http/destinations.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import type { Folder, FolderPage } from '../../mail/index.ts'
import { asRow, type MessageRow } from '../../list/row.ts'
import { type Action, actionsIn } from '../../work/index.ts'
import type { ListQuery } from './query.ts'

/** What `views/mailbox/list.ejs` needs, and nothing more; the folders beside it come from the frame. */
export interface MailboxPage extends Page {
  heading: string
  /** « 3 non lus sur 1 243 » */
  counted: string
  filters: { href: string; words: string; current: boolean }[]
  /** The same page asked again, nothing ticked and nothing said. */
  here: string
  note: string | undefined
  uidValidity: string
  rows: MessageRow[]
  /** Draws the page with every box ticked, or with none; the script does it in place. */
  tickAll: { tick: 'all' | 'none'; href: string; words: string }
  tools: { action: Action; words: string; look: string }[]
  destinations: Destination[]
  /** Instead of rows. */
  empty: string
  page: number
  pageCount: number
  range: string
  linkTo: (page: number) => string
}

interface Shown {
  list: FolderPage
  folders: Folder[]
  query: ListQuery
}

export function mailboxPage({ list, folders, query }: Shown, locale: Locale): MailboxPage {
  const { items, page, pageCount, uidValidity } = list
  const folder = folders.find(({ path }) => path === list.folder.path) ?? list.folder // fresher counts
  const { only } = query
  const { t } = locale
  const linkTo = (number: number) => paths.folder(folder.path, { page: number, only })
  const heading = locale.folderName(folder)
  const counts = { total: list.total, unread: unreadIn(folder) }
  const range = { total: list.total, first: list.first, last: list.first + items.length - 1 }

  return {
    title: t(`mailbox.title.${only ?? 'all'}`, { ...counts, folder: heading, page, pageCount }),
    heading,
    counted: t(`mailbox.count.${countedAs(folder, only)}`, counts),
    filters: filtersOf(list, only, locale),
    here: linkTo(page),
    note: query.note && t(`mailbox.note.${query.note}`),
    uidValidity,
    rows: items.map((item) => asRow(item, { folder, ticked: query.all ? 'all' : query.ticked }, locale)),
    tickAll: query.all
      ? { tick: 'none', href: linkTo(page), words: t('mailbox.tick.none') }
      : { tick: 'all', href: paths.folder(folder.path, { page, only, all: true }), words: t('mailbox.tick.all') },
    tools: toolsFor(list, folder.role, locale),
    destinations: destinationsFrom(folder.path, folders, locale),
    empty: t(`mailbox.empty.${only ?? folder.role ?? 'other'}`, { folder: heading }),
    page,
    pageCount,
    range: t('mailbox.range', range),
    linkTo,
  }
}

/** Nothing is offered that could change nothing on this page. */
function toolsFor({ items }: FolderPage, role: Folder['role'], { t }: Locale): MailboxPage['tools'] {
  const someFollowed = items.some(({ flags }) => flags.has('flagged'))
  return actionsIn(role)
    .filter((action) => action !== 'unfollow' || someFollowed)
    .map((action) => ({ action, words: t(`mailbox.act.${action}`), look: action === 'remove' ? 'danger' : '' }))
}

/** Nobody has unread drafts. */
const unreadIn = ({ role, unread }: Folder) => (role === 'drafts' ? 0 : unread)

function countedAs(folder: Folder, only: ListQuery['only']): 'all' | 'none' | 'unread' | 'followed' {
  return only ?? (unreadIn(folder) > 0 ? 'all' : 'none')
}

function filtersOf({ folder: { path } }: FolderPage, only: ListQuery['only'], { t }: Locale): MailboxPage['filters'] {
  const every = { href: paths.folder(path), words: t('mailbox.filter.all'), current: false }
  const unread = {
    href: paths.folder(path, { only: 'unread' }),
    words: t('mailbox.filter.unread'),
    current: only === 'unread',
  }
  const followed = {
    href: paths.folder(path, { only: 'followed' }),
    words: t('mailbox.filter.followed'),
    current: only === 'followed',
  }
  return only ? [every, unread, followed] : [unread, followed]
}
