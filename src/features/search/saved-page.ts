import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import type { SavedSearch } from '../../work/index.ts'
import type { Sought } from './find.ts'
import { sayAsked } from './form-page.ts'
import { sayNote, type SearchQuery } from './query.ts'

/** What `views/search/saved.ejs` needs. */
export interface SavedPage extends Page {
  note: string | undefined
  name: string
  /** What it looks for, and where. */
  words: string
  here: string
  back: string
}

interface Shown {
  search: SavedSearch
  query: SearchQuery
  sought: Sought
}

export function savedPage({ search, query, sought }: Shown, locale: Locale): SavedPage {
  return {
    title: locale.t('search.saved.title', { name: search.name }),
    note: sayNote(query.note, locale),
    name: search.name,
    words: sayAsked(search, sought, locale),
    here: paths.savedSearch(search.id),
    back: paths.search(),
  }
}
