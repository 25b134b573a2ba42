import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import type { FolderPage } from '../../mail/index.ts'
import { listHref, type ListQuery } from './query.ts'

/** What `views/mailbox/confirm.ejs` needs: what is about to be lost, before it is. */
export interface ConfirmPage extends Page {
  /** « 3 messages, 84 Mo : suppression définitive. » */
  consequence: string
  /** The first of them. */
  subjects: string[]
  /** « et 12 autres » */
  others: string
  action: string
  back: string
  uidValidity: string
  uids: number[]
}

const shownSubjects = 5

/** Undefined when nothing of what was ticked is there any more: the folder was rebuilt, or this page is come back to. */
export function confirmPage(list: FolderPage, query: ListQuery, { t, size }: Locale): ConfirmPage | undefined {
  const { folder, uidValidity } = list
  const items = list.items.filter(({ ref }) => query.ticked.includes(ref.uid))
  const count = items.length
  if (count === 0 || query.uidValidity !== uidValidity) return undefined

  const bytes = items.reduce((sum, item) => sum + item.size, 0)
  const shown = items.slice(0, shownSubjects)
  return {
    title: t('mailbox.confirm.title', { count }),
    consequence: t('mailbox.confirm.consequence', { count, size: size(bytes) }),
    subjects: shown.map(({ subject }) => subject.trim() || t('mailbox.subject.none')),
    others: count > shown.length ? t('mailbox.confirm.others', { count: count - shown.length }) : '',
    action: paths.folderConfirm(folder.path),
    back: listHref(folder.path, query),
    uidValidity,
    uids: items.map(({ ref }) => ref.uid),
  }
}
