import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import type { Folder } from '../../mail/index.ts'
import { below } from './tree.ts'

/** What `views/folders/remove.ejs` needs: what is about to be lost, before it is. */
export interface RemovePage extends Page {
  action: string
  back: string
  /** Why the question is asked, or asked again. */
  note: string
  /** « 3 dossiers, 312 messages, 84 Mo : suppression définitive. » */
  consequence: string
  /** The folders that go, the first of them. */
  names: string[]
  /** « et 12 autres » */
  others: string
  /** Messages there were when the question was asked. */
  messages: number
}

interface RemoveFound {
  folders: Folder[]
  folder: Folder
  sizes: ReadonlyMap<string, number>
  note: 'bin' | 'more' | undefined
}

const shownNames = 5

export const messagesIn = (folders: Folder[], folder: Folder): number =>
  [folder, ...below(folders, folder)].reduce((sum, { messages }) => sum + messages, 0)

export function removePage({ folders, folder, sizes, note }: RemoveFound, locale: Locale): RemovePage {
  const { t, folderName } = locale
  const gone = [folder, ...below(folders, folder)]
  const messages = messagesIn(folders, folder)
  const counts = { folders: gone.length, messages }
  const known = gone.every(({ path, selectable }) => !selectable || sizes.has(path))
  const bytes = gone.reduce((sum, { path }) => sum + (sizes.get(path) ?? 0), 0)
  return {
    title: t('folders.remove.title', { folder: folderName(folder) }),
    action: paths.removeFolder(folder.path),
    back: paths.changeFolder(folder.path),
    note: note ? t(`folders.remove.note.${note}`) : '',
    consequence: known
      ? t('folders.remove.consequence.size', { ...counts, size: locale.size(bytes) })
      : t('folders.remove.consequence', counts),
    names: gone.slice(0, shownNames).map(folderName),
    others: gone.length > shownNames ? t('folders.remove.others', { count: gone.length - shownNames }) : '',
    messages,
  }
}
