import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { frozenField } from '../../list/frozen.ts'
import type { Folder, Frozen } from '../../mail/index.ts'
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
  /** Each of them with the messages it holds, for a hidden field. */
  inside: string[]
}

interface RemoveFound {
  folders: Folder[]
  folder: Folder
  /** Itself and all it holds. */
  frozen: Frozen
  note: 'bin' | 'more' | undefined
}

const shownNames = 5

export function removePage({ folders, folder, frozen, note }: RemoveFound, locale: Locale): RemovePage {
  const { t, folderName } = locale
  const gone = [folder, ...below(folders, folder)]
  const { bytes, count, selections } = frozen
  const counts = { folders: gone.length, messages: count }
  return {
    title: t('folders.remove.title', { folder: folderName(folder) }),
    action: paths.removeFolder(folder.path),
    back: paths.changeFolder(folder.path),
    note: note ? t(`folders.remove.note.${note}`) : '',
    consequence:
      bytes === undefined
        ? t('folders.remove.consequence', counts)
        : t('folders.remove.consequence.size', { ...counts, size: locale.size(bytes) }),
    names: gone.slice(0, shownNames).map(folderName),
    others: gone.length > shownNames ? t('folders.remove.others', { count: gone.length - shownNames }) : '',
    inside: selections.map(frozenField),
  }
}
