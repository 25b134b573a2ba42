import type { Locale, MessageKey } from './i18n/index.ts'
import type { Undone } from './work/index.ts'

type Mood = 'good' | 'note'

/** What was put back, by what had been done. */
const backWords: Partial<Record<Undone['what'], MessageKey>> = {
  moved: 'history.back.moved',
  archived: 'history.back.moved',
  deleted: 'history.back.moved',
  junked: 'history.back.moved',
  unjunked: 'history.back.moved',
  copied: 'history.back.copied',
  removed: 'history.back.removed',
  emptied: 'history.back.removed',
  'folder-removed': 'history.back.removed',
  read: 'history.back.read',
  unread: 'history.back.unread',
  followed: 'history.back.followed',
  unfollowed: 'history.back.unfollowed',
  labelled: 'history.back.labelled',
  unlabelled: 'history.back.unlabelled',
  'draft-discarded': 'history.back.draft-discarded',
  'settings-changed': 'history.back.settings-changed',
  'folder-created': 'history.back.folder-created',
  'folder-renamed': 'history.back.folder-renamed',
  'folder-moved': 'history.back.folder-moved',
  'folder-deleted': 'history.back.folder-deleted',
  'folder-shown': 'history.back.folder-shown',
  'folder-hidden': 'history.back.folder-hidden',
}

/** What an undo put back, and what it could not: a sentence each. */
export function sayUndone(
  { what, state, count, left, folder }: Undone,
  { t }: Locale,
  nameOf: (path: string) => string,
): { mood: Mood; words: string } {
  const values = { count, folder: folder === undefined ? '' : nameOf(folder) }
  const back = count > 0 ? backWords[what] : undefined
  const sentences = [
    ...(back ? [t(back, values)] : []),
    ...left.map(({ why, count: some }) => t(`history.left.${why}`, { ...values, count: some })),
    ...(state === 'begun' ? [t('history.begun')] : []),
  ]
  const wholly = count > 0 && left.length === 0 && state === 'done'
  return { mood: wholly ? 'good' : 'note', words: sentences.join(' ') || t('history.nothing') }
}
