import { paths } from '../../http/paths.ts'
import type { Locale } from '../../i18n/index.ts'
import { filterName } from '../../list/filter.ts'
import { type Folder, type FolderPage, isBelow } from '../../mail/index.ts'
import type { ListQuery } from './query.ts'

/** What can be done to more than a page. */
export interface WholeFolder {
  /** « Choisir les 1 243 messages de ce dossier »; absent where the page shows them all. */
  choose: { href: string; words: string } | undefined
  /** Every box of the page is ticked: others are not. */
  pageOnly: string
  /** « Vider la corbeille » */
  empty: { href: string; words: string } | undefined
}

interface Listed {
  list: FolderPage
  folder: Folder
  folders: Folder[]
  query: ListQuery
}

export function wholeFolderOf({ list, folder, folders, query }: Listed, { t }: Locale): WholeFolder {
  const { items, total, slice } = list
  const { only } = query
  const more = total > items.length && !slice && query.below === undefined
  const full = folder.messages > 0 || folders.some(({ path }) => isBelow(path, folder))
  return {
    choose: more
      ? {
          href: paths.folderAll(folder.path, { only: filterName(only) }),
          words: t(`mailbox.choose.${only ? 'filtered' : 'all'}`, { count: total }),
        }
      : undefined,
    pageOnly: more && query.all ? t('mailbox.choose.page', { count: items.length }) : '',
    empty:
      full && canBeEmptied(folder)
        ? { href: paths.folderEmpty(folder.path), words: t(`mailbox.emptying.${folder.role}`) }
        : undefined,
  }
}

type Emptied = Folder & { role: 'trash' | 'junk' }

/** What nobody keeps on purpose. */
export const canBeEmptied = (folder: Folder): folder is Emptied => folder.role === 'trash' || folder.role === 'junk'
