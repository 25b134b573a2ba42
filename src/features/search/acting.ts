import type { Preferences } from '../../accounts/index.ts'
import type { Locale } from '../../i18n/index.ts'
import { type Acting, actingOn } from '../../list/tools.ts'
import type { Folder, MessageSummary } from '../../mail/index.ts'
import { isInBin, type Places } from './places.ts'

interface Found {
  /** Absent where they are more than a page. */
  items?: MessageSummary[]
  places: Places
  folders: Folder[]
  preferences: Pick<Preferences, 'labels'>
}

/**
 * What can be done to what was found. Where only the bin was searched, nothing can be put there again; what is to go
 * for ever goes from the bin's own pages, which name it first.
 */
export function actingOnFound({ places, ...found }: Found, locale: Locale): Acting {
  const acting = actingOn(found, locale)
  const inBin = places.folders.every((folder) => isInBin(folder, found.folders))
  const tools = inBin ? acting.tools.filter(({ action }) => action !== 'delete') : acting.tools
  return { ...acting, tools, printable: false }
}
