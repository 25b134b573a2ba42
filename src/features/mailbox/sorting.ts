import type { Locale } from '../../i18n/index.ts'
import { type ListedSort, sortKeys, usualSort } from '../../list/filter.ts'
import type { SortLink } from '../../list/heads.ts'
import type { FolderPage } from '../../mail/index.ts'
import { listHref, type ListQuery } from './query.ts'

export interface Sorting {
  links: SortLink[]
  /** Why it is not the order asked for. */
  unsorted: string
}

/** Where somebody asks for an order first: names from A, the newest and the largest on top. */
const firstOrder = { arrival: 'down', sender: 'up', subject: 'up', size: 'down' } as const

export function sortingOf(list: FolderPage, query: ListQuery, { t }: Locale): Sorting {
  const { folder, unsorted, slice } = list
  const now = unsorted || slice ? usualSort : query.sort
  const written = folder.role === 'sent' || folder.role === 'drafts'

  const link = (by: ListedSort['by']): SortLink => {
    const current = now.by === by ? now.order : undefined
    const order = current === undefined ? firstOrder[by] : opposite(current)
    return {
      by,
      href: listHref(folder.path, { ...query, page: 1, below: undefined, sort: { by, order } }),
      words: current === undefined ? t(`mailbox.sort.${by}`) : t(`mailbox.sorted.${by}.${current}`),
      order: current && (current === 'up' ? 'ascending' : 'descending'),
    }
  }
  return {
    // One's own letters have one sender.
    links: slice ? [] : sortKeys.filter((by) => by !== 'sender' || !written).map(link),
    unsorted: unsorted && !slice ? t('mailbox.unsorted') : '',
  }
}

const opposite = (order: ListedSort['order']) => (order === 'up' ? 'down' : 'up')
