import { withQuery } from './segments.ts'

/** One's own folders, and others' that are shared. A folder goes in the query, where « . » and « .. » are names like others. */
export const foldersPaths = {
  folders: ({ page = 1, ...query }: { page?: number; said?: string | undefined; note?: 'partly' | undefined } = {}) =>
    withQuery('/folders', { page: page > 1 ? page : undefined, ...query }),
  newFolder: (query: { inside?: string | undefined } = {}) => withQuery('/folders/new', query),
  /** What one folder is, and what can be changed of it. */
  changeFolder: (folder: string, query: { note?: 'same' | 'refused' | 'role' | undefined } = {}) =>
    withQuery('/folders/one', { folder, ...query }),
  /** Asks before a folder goes for ever. */
  removeFolder: (folder: string, query: { note?: 'bin' | 'more' | undefined } = {}) =>
    withQuery('/folders/remove', { folder, ...query }),
  folderRoles: () => '/folders/roles',
}
