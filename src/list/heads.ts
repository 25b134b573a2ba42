import type { Locale } from '../i18n/index.ts'
import type { ListedSort } from './filter.ts'

/** One way to sort a list. */
export interface SortLink {
  by: ListedSort['by']
  href: string
  /** « expéditeur », and « date, récents d’abord » for the order at hand. */
  words: string
  /** How the column stands (aria-sort); absent where the list is in another order. */
  order: 'ascending' | 'descending' | undefined
}

/** The head of a column: what `views/partials/table.ejs` prints. */
export type Head = Pick<SortLink, 'words' | 'order'> & { href: string | undefined }

const columns = ['sender', 'subject', 'arrival', 'size'] as const

/** Columns of a table of messages. Without links its order is not the reader's to choose. */
export function headsOf(links: SortLink[], { t }: Locale): Head[] {
  return columns.map(
    (by) =>
      links.find((link) => link.by === by) ?? { words: t(`mailbox.sort.${by}`), order: undefined, href: undefined },
  )
}
