import type { Preferences } from '../../accounts/index.ts'
import { rememberLast } from '../../http/last-made.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { labelsOf } from '../../list/labels.ts'
import { asRow, type MessageRow } from '../../list/row.ts'
import { type Acting, actingOn } from '../../list/tools.ts'
import type { Folder, FolderPage } from '../../mail/index.ts'
import { type Filters, filtersOf, type Shown, shownBy } from './filters.ts'
import { newestOf } from './newest-drawn.ts'
import { listHref, type ListQuery } from './query.ts'
import { sliceOf, type SliceView } from './slice.ts'
import { type Sorting, sortingOf } from './sorting.ts'
import { type WholeFolder, wholeFolderOf } from './whole-folder.ts'

/** What `views/mailbox/list.ejs` needs, and nothing more; the folders beside it come from the frame. */
export interface MailboxPage extends Page {
  heading: string
  /** « 3 non lus sur 1 243 » */
  counted: string
  filters: Filters
  /** Where the form posts to: the page as it is. Asked again, nothing is ticked and nothing said. */
  here: string
  note: string | undefined
  /** The note stands below the sentence of a deed, to which the reader is brought. */
  besideDeed: boolean
  uidValidity: string
  /** UID of the newest message, where this page knows it. */
  newest: number | undefined
  layout: Preferences['listLayout']
  sorting: Sorting
  rows: MessageRow[]
  /** Draws the page with every box ticked, or with none; the script does it in place. */
  tickAll: { tick: 'all' | 'none'; href: string; words: string }
  acting: Acting
  whole: WholeFolder
  /** Instead of rows. */
  empty: string
  /** How far was looked, where the server could not say for the whole folder. */
  slice: SliceView | undefined
  page: number
  pageCount: number
  range: string
  linkTo: (page: number) => string
}

interface Listed {
  list: FolderPage
  folders: Folder[]
  query: ListQuery
  preferences: Preferences
}

const lastPages = rememberLast<FolderPage['items'], MailboxPage>()

/** The page of a list: the very one made before as long as its rows, the folders and the day are the same. */
export function mailboxPage(listed: Listed, locale: Locale): MailboxPage {
  const { list, folders, query, preferences } = listed
  const asked = JSON.stringify([list.folder.path, query, locale.day(new Date())])
  return lastPages(list.items, [folders, preferences, locale, asked], () => makePage(listed, locale))
}

function makePage({ list, folders, query, preferences }: Listed, locale: Locale): MailboxPage {
  const { items, page, pageCount, uidValidity } = list
  const folder = folders.find(({ path }) => path === list.folder.path) ?? list.folder // fresher counts
  const { t } = locale
  const labels = labelsOf(preferences, locale)
  const shown = shownBy(query.only, labels)
  const heading = locale.folderName(folder)
  const counts = { total: list.total, unread: unreadIn(folder), label: shown.label }
  const slice = sliceOf(list, query, locale)
  const standing = { folder, ticked: tickedIn(query), labels, previews: !preferences.economy }

  return {
    title: t(`mailbox.title.${shown.what}`, { ...counts, folder: heading, page, pageCount }),
    heading,
    counted: slice ? '' : t(`mailbox.count.${countedAs(folder, shown)}`, counts),
    filters: filtersOf(list, { only: query.only, labels }, locale),
    here: listHref(folder.path, { ...query, page }),
    note: query.note && t(`mailbox.note.${query.note}`),
    besideDeed: query.note === 'partly',
    uidValidity,
    newest: unreadIn(folder) > 0 ? newestOf(list, query) : undefined,
    layout: preferences.listLayout,
    sorting: sortingOf({ list, query, preferences }, locale),
    rows: items.map((item) => asRow(item, standing, locale)),
    tickAll: tickAllOf(folder, query, locale),
    acting: actingOn({ items, folder, folders, preferences }, locale),
    whole: wholeFolderOf({ list, folder, folders, query }, locale),
    empty: t(`mailbox.empty.${shown.what === 'all' ? (folder.role ?? 'other') : shown.what}`, {
      folder: heading,
      ...counts,
    }),
    slice,
    page,
    pageCount,
    range: t('mailbox.range', { total: list.total, first: list.first, last: list.first + items.length - 1 }),
    linkTo: (number) => listHref(folder.path, { ...query, page: number }),
  }
}

const tickedIn = ({ all, ticked }: ListQuery): 'all' | string[] => (all ? 'all' : ticked.map(String))

/** Nobody has unread drafts. */
const unreadIn = ({ role, unread }: Folder) => (role === 'drafts' ? 0 : unread)

function countedAs(folder: Folder, { what }: Shown): Shown['what'] | 'none' {
  return what === 'all' && unreadIn(folder) === 0 ? 'none' : what
}

function tickAllOf({ path }: Folder, query: ListQuery, { t }: Locale): MailboxPage['tickAll'] {
  return query.all
    ? { tick: 'none', href: listHref(path, query), words: t('mailbox.tick.none') }
    : { tick: 'all', href: listHref(path, query, { all: true }), words: t('mailbox.tick.all') }
}
