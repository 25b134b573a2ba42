import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { frozenFields } from '../../list/frozen.ts'
import { countedIn } from '../../list/whole-page.ts'
import type { Folder, Frozen } from '../../mail/index.ts'

/** What `views/mailbox/final.ejs` needs: all that is about to go for ever. */
export interface FinalPage extends Page {
  /** « 312 messages, 84 Mo, définitif : … » */
  consequence: string
  /** The newest of them. */
  subjects: string[]
  others: string
  /** Folders that go along, with their messages. */
  folders: { heading: string; rows: { path: string; words: string }[] } | undefined
  here: string
  back: string
  frozen: string[]
  submit: { name: 'do-empty' | 'do-remove'; words: string }
}

/** How many subjects are shown. */
export const firstSubjects = 5

export interface Doomed extends Pick<FinalPage, 'back' | 'here' | 'submit' | 'title'> {
  frozen: Frozen
  /** Those inside the folder. */
  folders: Folder[]
  /** Bytes by path, as far as the server says. */
  sizes: ReadonlyMap<string, number>
}

export function finalPage({ frozen, folders, sizes, ...given }: Doomed, locale: Locale): FinalPage {
  const { t } = locale
  const count = frozen.count + folders.reduce((sum, { messages }) => sum + messages, 0)
  const bytes = sum([frozen.bytes, ...folders.map(({ path }) => sizes.get(path))])
  const counted = countedIn({ count, bytes: bytes === undefined ? '' : locale.size(bytes) }, locale)
  const subjects = frozen.first.map(({ subject }) => subject.trim() || t('mailbox.subject.none'))
  const others = frozen.count - subjects.length
  return {
    ...given,
    consequence: t('mailbox.final.consequence', { counted }),
    subjects,
    others: others > 0 ? t('mailbox.confirm.others', { count: others }) : '',
    folders:
      folders.length > 0
        ? {
            heading: t('mailbox.final.folders', { count: folders.length }),
            rows: folders.map((folder) => asRow(folder, locale)),
          }
        : undefined,
    frozen: frozenFields(frozen),
  }
}

const asRow = ({ path, name, messages }: Folder, { t }: Locale) => ({
  path,
  words: t('mailbox.final.folder', { name, count: messages }),
})

/** Undefined as soon as one is not known: half a sum would be untrue. */
function sum(sizes: (number | undefined)[]): number | undefined {
  return sizes.includes(undefined) ? undefined : sizes.reduce<number>((total, size) => total + (size ?? 0), 0)
}
