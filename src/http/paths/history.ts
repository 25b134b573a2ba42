import { segment, withQuery } from './segments.ts'

/** What belongs to the sentence of the last action, not to the page. */
const passing = ['said', 'note', 'ticked']

/** What somebody did, and how it is undone. */
export const historyPaths = {
  history: (query: { said?: string | undefined; note?: 'final' | 'old' | undefined } = {}) =>
    withQuery('/history', query),
  /** For a POST. */
  undo: (id: string) => `/history/${segment(id)}/undo`,
  /** The page of this URL as it was, and another sentence on it. */
  backTo: (url: string, query: { said?: string } = {}) => {
    const [path = '', search = ''] = url.replace(/#.*/, '').split('?')
    const asked = [...new URLSearchParams(search)].filter(([name]) => !passing.includes(name))
    return withQuery(path, { ...Object.fromEntries(asked), ...query })
  },
}
