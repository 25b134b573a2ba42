import { type Query, segment, withQuery } from './segments.ts'

export interface SearchQuery {
  /** What is looked for, as it was typed. */
  q?: string | undefined
  /** A folder's path; absent: everywhere but junk and bin; `*`: there too. */
  in?: string | undefined
  /** In the folders inside it too. */
  below?: boolean | undefined
  /** Where this page of results begins, and where those before it did. */
  at?: string | undefined
  back?: string | undefined
  /** Shows the form filled in, instead of what it finds. */
  refine?: boolean
  /** Draws every box of the page ticked. */
  all?: boolean
  ticked?: string
  said?: string | undefined
  /** A sentence the last form calls for. */
  note?: string | undefined
}

/** Looking for messages. */
export const searchPaths = {
  search: (query: SearchQuery = {}) => withQuery('/search', { ...query }),
  /** Everything a search finds, to act on. */
  searchAll: (query: SearchQuery = {}) => withQuery('/search/all', { ...query }),
  searchAttachments: (query: Query = {}) => withQuery('/search/attachments', query),
  savedSearches: () => '/search/saved',
  savedSearch: (id: string, query: { note?: string } = {}) => withQuery(`/search/saved/${segment(id)}`, query),
  recentSearches: () => '/search/recent',
}
