import { paths } from '../../http/paths.ts'
import type { Locale } from '../../i18n/index.ts'
import { filterName } from '../../list/filter.ts'
import type { ShownLabel } from '../../list/labels.ts'
import type { FolderPage, ListFilter } from '../../mail/index.ts'

export interface FilterLink {
  href: string
  words: string
  current: boolean
}

/** Ways to see less of a folder. */
export interface Filters {
  shown: FilterLink[]
  /** Folded: one for each label. */
  labels: FilterLink[]
}

/** A filter as the sentences about it are chosen. */
export interface Shown {
  what: 'all' | 'unread' | 'followed' | 'attachments' | 'label'
  /** Its name, where it is a label. */
  label: string
}

export function shownBy(only: ListFilter | undefined, labels: ShownLabel[]): Shown {
  if (typeof only !== 'object') return { what: only ?? 'all', label: '' }
  return { what: 'label', label: labels.find(({ keyword }) => isSame(keyword, only.label))?.name ?? only.label }
}

/** Of an empty folder there is no less to see. */
export function filtersOf(
  { folder: { path }, total }: Pick<FolderPage, 'folder' | 'total'>,
  { only, labels }: { only: ListFilter | undefined; labels: ShownLabel[] },
  { t }: Locale,
): Filters {
  if (total === 0 && !only) return { shown: [], labels: [] }
  const link = (filter: ListFilter | undefined, words: string): FilterLink => ({
    href: paths.folder(path, { only: filterName(filter) }),
    words,
    current: only !== undefined && filterName(filter) === filterName(only),
  })
  const { what, label } = shownBy(only, labels)
  const shown = [
    link('unread', t('mailbox.filter.unread')),
    link('followed', t('mailbox.filter.followed')),
    link('attachments', t('mailbox.filter.attachments')),
    ...(what === 'label' ? [link(only, label)] : []),
  ]
  return {
    shown: only ? [link(undefined, t('mailbox.filter.all')), ...shown] : shown,
    labels: labels.map(({ keyword, name }) => link({ label: keyword }, name)).filter(({ current }) => !current),
  }
}

/** Keywords know no case (RFC 3501 §2.3.2). */
const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
