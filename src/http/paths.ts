/** Every URL of the application. Views and redirects build links here and nowhere else. */
import { composePaths } from './paths/compose.ts'
import { foldersPaths } from './paths/folders.ts'
import { historyPaths } from './paths/history.ts'
import { mailPaths } from './paths/mail.ts'
import { searchPaths } from './paths/search.ts'
import { withQuery } from './paths/segments.ts'
import { settingsPaths } from './paths/settings.ts'

export type { MessageNote } from './paths/mail.ts'
export { folderNamed, messageNamed } from './paths/segments.ts'
export type { SettingsQuery, SettingsSection } from './paths/settings.ts'

export const paths = {
  home: () => '/',
  login: (
    query: {
      next?: string
      kept?: boolean
      ended?: boolean
      undone?: boolean
      saved?: boolean
      left?: boolean
      trash?: boolean
    } = {},
  ) => withQuery('/login', query),
  logout: () => '/logout',

  ...mailPaths,
  ...composePaths,
  ...foldersPaths,
  ...historyPaths,
  ...searchPaths,
  ...settingsPaths,
}

export type Paths = typeof paths

/** `next` if it is a path of ours, otherwise home: `//evil`, `/\evil` and control characters lead away. */
export function localPath(next: unknown): string {
  const local = typeof next === 'string' && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)
  return local ? next : paths.home()
}
