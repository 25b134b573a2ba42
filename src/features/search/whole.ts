import type { Request } from 'express'
import { pressed } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import { actOnSelections } from '../../list/act-on-selections.ts'
import { readFrozen } from '../../list/frozen.ts'
import { labelsOf } from '../../list/labels.ts'
import { firstShown, type WholePage, wholePage } from '../../list/whole-page.ts'
import type { Services } from '../../services.ts'
import { askedBy, lacking } from '../../work/index.ts'
import { actingOnFound } from './acting.ts'
import { requestOf, seek } from './find.ts'
import { sayTerms } from './language/index.ts'
import { askedIn, readSearchQuery, sayNote } from './query.ts'

/** What `views/search/all.ejs` needs. */
export interface AllPage extends Page {
  whole: WholePage
}

/** Freezes all that a search finds now; undefined where nothing is looked for. */
export async function allPage(req: Request, services: Services): Promise<AllPage | undefined> {
  const query = readSearchQuery(req.query)
  const sought = await seek(req, query, services)
  const request = requestOf(sought)
  if (!request) return undefined

  const frozen = await services.mailOf(req).freeze({ ...request, first: firstShown })
  const [locale, preferences] = [services.localeOf(req), services.preferencesOf(req)]
  const { folders, places, understood } = sought
  const labels = labelsOf(preferences, locale)
  const title = locale.t('search.whole.title', { what: sayTerms(understood.terms, locale) })
  const whole = wholePage(
    {
      title,
      frozen,
      standing: ({ ref }, index) => {
        const folder = folders.find(({ path }) => path === ref.folder)
        const place = folder ? locale.folderName(folder) : ref.folder
        return { folder: folder ?? {}, ticked: [], labels, previews: false, among: { place, index } }
      },
      acting: actingOnFound({ places, folders, preferences }, locale),
      here: paths.searchAll(askedIn(query)),
      back: { href: paths.search(askedIn(query)), words: locale.t('search.whole.back') },
      note: sayNote(query.note, locale),
      final: undefined,
    },
    locale,
  )
  return { title, whole }
}

/** Does to what was frozen what the pressed submit says; gives where to go: the results, with the sentence. */
export async function actOnAll(req: Request, services: Services): Promise<string> {
  const asked = askedIn(readSearchQuery(req.query))
  const form = readFrozen(req.body)
  const action = askedBy(pressed(req.body), form)
  if (!action || action === 'remove') return paths.searchAll(asked)

  const missing = lacking(action)
  if (missing) return paths.searchAll({ ...asked, note: missing === 'label' ? 'which' : missing })
  return paths.search({ ...asked, ...(await actOnSelections(req, { chosen: form.chosen, asked: action }, services)) })
}
