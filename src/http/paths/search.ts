import { withQuery } from './segments.ts'

/** Looking for messages. */
export const searchPaths = {
  search: (query: { q?: string; in?: string | undefined; said?: string | undefined } = {}) =>
    withQuery('/search', query),
}
