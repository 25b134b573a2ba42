import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import type { Folder, FolderRight, QuotaRoot } from '../../mail/index.ts'
import { type QuotaLine, quotaLines } from './quota-lines.ts'
import { saysRights } from './rights.ts'

/** What `views/folders/list.ejs` needs. */
export interface FoldersPage extends Page {
  note: string
  own: FolderRow[]
  shared: SharedRow[]
  /** Whether the server tells sizes at all. */
  sized: boolean
  roots: QuotaLine[]
  page: number
  pageCount: number
  /** « Dossiers 1 à 200 sur 5 000 » */
  range: string
}

interface FolderRow {
  label: string
  href: string
  /** Class of its indentation, empty at the top. */
  indent: string
  messages: string
  /** « 12 non lus », or empty. */
  unread: string
  size: string
  /** In words: hidden, or only there to hold others. */
  state: string
}

interface SharedRow extends FolderRow {
  owner: string
  rights: string
}

export interface FoldersFound {
  folders: Folder[]
  sizes: ReadonlyMap<string, number>
  roots: QuotaRoot[]
  /** Of shared ones, as far as they were asked. */
  rights: ReadonlyMap<string, FolderRight[] | undefined>
  page: number
  note: string
}

/** Rows of one page: a table of thousands would take long to draw and to hear. */
const rowsAPage = 200

export function foldersPage(found: FoldersFound, locale: Locale): FoldersPage {
  const { folders, sizes, rights } = found
  const { t } = locale
  const pageCount = Math.max(1, Math.ceil(folders.length / rowsAPage))
  const page = Math.min(found.page, pageCount)
  const first = (page - 1) * rowsAPage
  const shown = folders.slice(first, first + rowsAPage)
  const row = (folder: Folder) => asRow(folder, sizes.get(folder.path), locale)
  return {
    title: t('folders.title'),
    note: found.note,
    own: shown.filter(({ shared }) => !shared).map(row),
    shared: shown.flatMap((folder) =>
      folder.shared
        ? [
            {
              ...row(folder),
              owner: folder.shared.owner || t('folders.owner.none'),
              rights: saysRights(rights.get(folder.path), locale),
            },
          ]
        : [],
    ),
    sized: sizes.size > 0,
    roots: quotaLines(found.roots, locale),
    page,
    pageCount,
    range: t('folders.range', { first: first + 1, last: first + shown.length, total: folders.length }),
  }
}

function asRow(folder: Folder, size: number | undefined, locale: Locale): FolderRow {
  const { t, number, folderName } = locale
  const { path, depth, selectable, subscribed, role, messages, unread } = folder
  const hidden = !subscribed && !role ? t('folders.state.hidden') : ''
  return {
    label: folderName(folder),
    href: paths.changeFolder(path),
    indent: depth > 0 ? `in${String(Math.min(depth, 4))}` : '',
    messages: selectable ? number(messages) : '',
    unread: unread > 0 ? t('folders.unread', { count: unread }) : '',
    size: size === undefined ? '' : locale.size(size),
    state: selectable ? hidden : t('folders.state.holder'),
  }
}
