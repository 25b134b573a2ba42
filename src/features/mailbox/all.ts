import type { Request } from 'express'
import { pressed } from '../../http/form.ts'
import { folderNamed, paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import { actOnSelections } from '../../list/act-on-selections.ts'
import { filterName } from '../../list/filter.ts'
import { readFrozen } from '../../list/frozen.ts'
import { labelsOf } from '../../list/labels.ts'
import { actingOn } from '../../list/tools.ts'
import { firstShown, type WholePage, wholePage } from '../../list/whole-page.ts'
import { filterCriteria, type ListFilter } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { askedBy, lacking } from '../../work/index.ts'
import { shownBy } from './filters.ts'
import { type Doomed, finalPage, type FinalPage, firstSubjects } from './final-page.ts'
import { readListQuery } from './query.ts'

/** What `views/mailbox/all.ejs` needs. */
export interface AllPage extends Page {
  whole: WholePage
}

type Named = Request<{ folder: string }>
type Needs = Pick<Services, 'foldersOf' | 'localeOf' | 'mailOf' | 'preferencesOf'>

/** Freezes all messages of a folder, or all that a filter lets through. */
export async function allPage(req: Named, { foldersOf, localeOf, mailOf, preferencesOf }: Needs): Promise<AllPage> {
  const path = folderNamed(req.params.folder)
  const { only, note } = readListQuery(req.query)
  const [locale, preferences] = [localeOf(req), preferencesOf(req)]
  const [frozen, folders] = await Promise.all([
    mailOf(req).freeze({ folders: [path], criteria: filterCriteria(only), first: firstShown }),
    foldersOf(req),
  ])
  const folder = folders.find((one) => one.path === path)
  const { t } = locale
  const labels = labelsOf(preferences, locale)
  const { what, label } = shownBy(only, labels)
  const named = { folder: folder ? locale.folderName(folder) : path, label }
  const title = t(`mailbox.whole.title.${what}`, named)
  const acting = actingOn({ folder: folder ?? { path }, folders, preferences }, locale)
  const remove = acting.tools.find(({ action }) => action === 'remove')

  const whole = wholePage(
    {
      title,
      frozen,
      standing: () => ({ folder: folder ?? {}, ticked: [], labels, previews: false }),
      acting: { ...acting, tools: acting.tools.filter((tool) => tool !== remove) },
      here: paths.folderAll(path, { only: filterName(only) }),
      back: { href: paths.folder(path, { only: filterName(only) }), words: t('mailbox.whole.back') },
      note: note && t(`mailbox.note.${note}`),
      final: remove && { href: finalHref(path, only), words: t('mailbox.confirm.remove') },
    },
    locale,
  )
  return { title, whole }
}

const finalHref = (path: string, only: ListFilter | undefined): string =>
  only ? paths.folderAll(path, { only: filterName(only), final: true }) : paths.folderEmpty(path)

/** Names what a filter lets through, before it is removed for ever; undefined where that is nothing any more. */
export async function removalPage(
  req: Named,
  { localeOf, mailOf }: Pick<Services, 'localeOf' | 'mailOf'>,
): Promise<FinalPage | undefined> {
  const path = folderNamed(req.params.folder)
  const { only } = readListQuery(req.query)
  const frozen = await mailOf(req).freeze({ folders: [path], criteria: filterCriteria(only), first: firstSubjects })
  if (frozen.count === 0) return undefined
  const locale = localeOf(req)
  const doomed: Doomed = {
    title: locale.t('mailbox.confirm.title', { count: frozen.count }),
    frozen,
    folders: [],
    here: paths.folderAll(path, { only: filterName(only), final: true }),
    back: paths.folder(path, { only: filterName(only) }),
    submit: { name: 'do-remove', words: locale.t('mailbox.confirm.remove') },
  }
  return finalPage(doomed, locale)
}

/** Does to what was frozen what the pressed submit says; gives where to go: the folder, with the sentence. */
export async function actOnAll(req: Named, needs: Pick<Services, 'history' | 'mailOf' | 'signedIn'>): Promise<string> {
  const folder = folderNamed(req.params.folder)
  const { final, ...query } = readListQuery(req.query)
  const only = filterName(query.only)
  const form = readFrozen(req.body)
  const asked = askedBy(pressed(req.body), form)
  // What cannot be undone is asked first, on a page of its own.
  if (!asked || (asked === 'remove' && !final)) return paths.folderAll(folder, { only })

  const missing = lacking(asked)
  if (missing) return paths.folderAll(folder, { only, note: missing === 'where' ? 'where' : 'which' })
  const chosen = form.chosen.filter((one) => one.folder === folder)
  return paths.folder(folder, { only, ...(await actOnSelections(req, { chosen, asked }, needs)) })
}
