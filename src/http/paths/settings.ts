import { segment, withQuery } from './segments.ts'

/** One page each; the words of URLs, files and translations. */
export type SettingsSection =
  'display' | 'language' | 'reading' | 'images' | 'writing' | 'identities' | 'labels' | 'keys' | 'privacy' | 'file'

export interface SettingsQuery {
  said?: string | undefined
  /** Nothing was changed, and why. */
  note?: string | undefined
}

/** What people choose. */
export const settingsPaths = {
  settings: (query: { said?: string | undefined } = {}) => withQuery('/settings', query),
  settingsPage: (section: SettingsSection, query: SettingsQuery = {}) =>
    withQuery(`/settings/${section}`, { said: query.said, note: query.note }),
  /** What is chosen, as a file. */
  settingsExport: () => '/settings/file/export',
  /** `new`: one that is being made. */
  identity: (id: string) => `/settings/identities/${segment(id)}`,
  /** Asks first. */
  identityRemoval: (id: string) => `/settings/identities/${segment(id)}/remove`,
}
