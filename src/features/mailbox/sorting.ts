import type { Preferences } from '../../accounts/index.ts'
import type { Locale } from '../../i18n/index.ts'
import { type ListedSort, sortKeys, sortName, usualSort } from '../../list/filter.ts'
import { type Head, headsOf, type SortLink } from '../../list/heads.ts'
import type { FolderPage } from '../../mail/index.ts'
import { listHref, type ListQuery } from './query.ts'

export interface Sorting {
  /** Above the list. Of a table, whose heads sort too, only by size: a phone has no column for it. */
  links: SortLink[]
  heads: Head[]
  /** Whether the line of the links is hidden on a phone until it is asked for: an order that was chosen stays in sight. */
  folded: boolean
  /** Why it is not the order asked for. */
  unsorted: string
}

/** Where somebody asks for an order first: names from A, the newest and the largest on top. */
const firstOrder = { arrival: 'down', sender: 'up', subject: 'up', size: 'down' } as const

interface Listed {
  list: FolderPage
  query: ListQuery
  preferences: Pick<Preferences, 'listLayout'>
}

export function sortingOf({ list, query, preferences }: Listed, locale: Locale): Sorting {
  const { folder, unsorted, slice } = list
  const { t } = locale
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
  // One's own letters have one sender.
  const links = slice ? [] : sortKeys.filter((by) => by !== 'sender' || !written).map(link)
  return {
    links: preferences.listLayout === 'table' ? links.filter(({ by }) => by === 'size') : links,
    heads: headsOf(links, locale),
    folded: links.length > 0 && sortName(query.sort) === undefined,
    unsorted: unsorted && !slice ? t('mailbox.unsorted') : '',
  }
}

const opposite = (order: ListedSort['order']) => (order === 'up' ? 'down' : 'up')
