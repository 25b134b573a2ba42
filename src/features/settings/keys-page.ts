import { keyedActions } from '../../accounts/index.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import type { KeysTyped } from './keys-form.ts'

/** What `views/settings/keys.ejs` needs. */
export interface KeysPage extends Page {
  action: string
  note: string
  wrong: { href: string; words: string }[]
  letters: { action: string; words: string; letter: string; wrong: string }[]
}

export function keysPage({ typed, errors, note }: KeysTyped & { note: string }, { t }: Locale): KeysPage {
  const letters = keyedActions.map((action) => {
    const complaint = errors[action]
    return {
      action,
      words: t(`settings.keys.${action}`),
      letter: typed[action] ?? '',
      wrong: complaint ? t(complaint, { letter: typed[action] ?? '' }) : '',
    }
  })
  return {
    title: t('settings.keys.title'),
    action: paths.settingsPage('keys'),
    note,
    wrong: letters.flatMap(({ action, words, wrong }) => (wrong ? [{ href: `#${action}`, words }] : [])),
    letters,
  }
}
