import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { frozenField, frozenFields } from '../../list/frozen.ts'
import { countedIn } from '../../list/whole-page.ts'
import type { Folder, Frozen } from '../../mail/index.ts'

/** What `views/mailbox/final.ejs` needs: all that is about to go for ever. */
export interface FinalPage extends Page {
  /** « 312 messages, 84 Mo, définitif : … » */
  consequence: string
  /** The newest of them. */
  subjects: string[]
  others: string
  /** Folders that go along, with their messages: `field` names both. */
  folders: { heading: string; rows: { field: string; words: string }[] } | undefined
  here: string
  back: string
  frozen: string[]
  submit: { name: 'do-empty' | 'do-remove'; words: string }
}

/** How many subjects are shown. */
export const firstSubjects = 5

export interface Doomed extends Pick<FinalPage, 'back' | 'here' | 'submit' | 'title'> {
  /** The folders inside too. */
  frozen: Frozen
  /** Those inside. */
  folders: Folder[]
}

export function finalPage({ frozen, folders, ...given }: Doomed, locale: Locale): FinalPage {
  const { t, size } = locale
  const { count, bytes, selections, first } = frozen
  const counted = countedIn({ count, bytes: bytes === undefined ? '' : size(bytes) }, locale)
  const subjects = first.map(({ subject }) => subject.trim() || t('mailbox.subject.none'))
  const others = count - subjects.length
  const rows = folders.flatMap(({ path, name }) => {
    const named = selections.find(({ folder }) => folder === path)
    return named ? [{ field: frozenField(named), words: t('mailbox.final.folder', { name, count: named.count }) }] : []
  })
  const own = selections.filter(({ folder }) => !folders.some(({ path }) => path === folder))
  return {
    ...given,
    consequence: t('mailbox.final.consequence', { counted }),
    subjects,
    others: others > 0 ? t('mailbox.confirm.others', { count: others }) : '',
    folders: rows.length > 0 ? { heading: t('mailbox.final.folders', { count: rows.length }), rows } : undefined,
    frozen: frozenFields({ selections: own }),
  }
}
