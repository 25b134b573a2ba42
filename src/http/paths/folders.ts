import { withQuery } from './segments.ts'

/** One's own folders, and others' that are shared. */
export const foldersPaths = {
  folders: (query: { said?: string | undefined } = {}) => withQuery('/folders', query),
}
