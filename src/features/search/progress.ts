import type { Locale } from '../../i18n/index.ts'
import type { Folder, SearchPage } from '../../mail/index.ts'

/** How far was looked and what was found so far: « rien » is said of what was looked through, never of the rest. */
export function sayProgress(
  { found, searchedTo, items }: SearchPage,
  { at }: { at: string },
  { t, day }: Locale,
): string {
  if (searchedTo) return t('search.progress.sofar', { day: day(searchedTo), count: found })
  if (items.length === 0 && at) return t('search.progress.end')
  return t('search.progress.all', { count: found })
}

/** The same where files are shown: of those on other pages only the messages are known. */
export function sayFiles(
  count: number,
  { found, searchedTo, next }: SearchPage,
  { t, day, at }: Pick<Locale, 't' | 'day'> & { at: string },
): string {
  if (searchedTo) return t('search.files.sofar', { day: day(searchedTo), count })
  if (!next && !at) return t('search.files.all', { count })
  return count > 0 || next ? t('search.files.page', { count, messages: found }) : t('search.files.end')
}

export function sayFailed(found: SearchPage | undefined, folders: Folder[], { t, list, folderName }: Locale): string[] {
  const names = folders.filter(({ path }) => found?.failed.includes(path)).map(folderName)
  return names.length > 0 ? [t('search.remark.failed', { folders: list(names), count: names.length })] : []
}
