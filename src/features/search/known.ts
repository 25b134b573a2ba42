import type { Preferences } from '../../accounts/index.ts'
import type { Locale } from '../../i18n/index.ts'
import { labelsOf } from '../../list/labels.ts'
import type { Folder } from '../../mail/index.ts'
import type { Known } from './language/index.ts'

/** What the language of searches has to be told: the reader's folders, labels and calendar. */
export function knownTo(folders: Folder[], preferences: Preferences, locale: Locale): Known {
  return {
    today: new Intl.DateTimeFormat('sv-SE', { timeZone: preferences.timeZone }).format(new Date()),
    monthFirst: preferences.dateOrder === 'month-first',
    folders: folders
      .filter(({ selectable }) => selectable)
      .map((folder) => ({
        path: folder.path,
        names: [locale.folderName(folder), folder.name, folder.path, ...(folder.role ? [folder.role] : [])],
      })),
    labels: labelsOf(preferences, locale),
  }
}
