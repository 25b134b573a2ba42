import type { Locale } from '../../i18n/index.ts'
import type { FolderPage } from '../../mail/index.ts'
import { listHref, type ListQuery } from './query.ts'

/** « Cherché jusqu’au 12 mars 2025. Chercher plus loin » */
export interface SliceView {
  words: string
  further: string | undefined
  /** Back to where the search began. */
  newest: string | undefined
}

/** Undefined where the whole folder was looked at, and at once. */
export function sliceOf({ folder, slice }: FolderPage, query: ListQuery, { t, day }: Locale): SliceView | undefined {
  if (!slice && query.below === undefined) return undefined
  const from = (below: number | undefined) => listHref(folder.path, { ...query, page: 1, below })
  return {
    words: slice ? t('mailbox.slice', { day: day(slice.searchedTo) }) : t('mailbox.slice.end'),
    further: slice && from(slice.below),
    newest: query.below === undefined ? undefined : from(undefined),
  }
}
