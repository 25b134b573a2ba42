import { Router } from 'express'
import { defaultPreferences, type Label, type Preferences } from '../../accounts/index.ts'
import { pressed } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import type { Locale } from '../../i18n/index.ts'
import { labelsOf } from '../../list/labels.ts'
import type { Services } from '../../services.ts'
import { complaintsOf, labelsAfter, readLabels } from './labels-form.ts'
import { labelsPage } from './labels-page.ts'
import { noteAsked } from './note.ts'
import { savePreferences } from './save.ts'

/** The house's own names of labels, by keyword. */
export const usualNames = (locale: Locale): ReadonlyMap<string, string> =>
  new Map(labelsOf(defaultPreferences, locale).map(({ keyword, name }) => [keyword, name]))

/** Names of labels, and their order: every submit saves what was typed too. */
export function labelsRoutes(services: Services): Router {
  const { localeOf, preferencesOf, sendPage } = services
  const router = Router()

  router.get('/settings/labels', async (req, res) => {
    const locale = localeOf(req)
    const typed = { labels: preferencesOf(req).labels, added: '' }
    await sendPage(
      res,
      'settings/labels',
      labelsPage({ typed, usual: usualNames(locale), note: noteAsked(req, locale) }, locale),
    )
  })

  router.post('/settings/labels', async (req, res) => {
    const usual = usualNames(localeOf(req))
    const read = (known: Label[]) => {
      const typed = readLabels(req.body, known)
      return { typed, usual, complaints: complaintsOf(typed, usual) }
    }
    let form = read(preferencesOf(req).labels)
    const save = ({ labels }: Preferences) => {
      form = read(labels)
      return form.complaints.size > 0 ? {} : { labels: labelsAfter(pressed(req.body), form.typed, usual) }
    }
    const query = await savePreferences(req, save, services)
    if (form.complaints.size > 0) {
      return sendPage(res.status(422), 'settings/labels', labelsPage(form, localeOf(req)))
    }
    res.redirect(303, paths.settingsPage('labels', query))
  })

  return router
}
