import { withQuery } from './segments.ts'

/** What people choose. */
export const settingsPaths = {
  settings: (query: { said?: string | undefined } = {}) => withQuery('/settings', query),
}
