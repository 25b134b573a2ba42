import { Router } from 'express'
import { paths } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import { readKeys } from './keys-form.ts'
import { keysPage } from './keys-page.ts'
import { noteAsked } from './note.ts'
import { savePreferences } from './save.ts'

/** Access keys: none is on before it was chosen here (WCAG 2.2, 2.1.4). */
export function keysRoutes(services: Services): Router {
  const { localeOf, preferencesOf, sendPage } = services
  const router = Router()

  router.get('/settings/keys', async (req, res) => {
    const locale = localeOf(req)
    const model = { typed: preferencesOf(req).accessKeys, errors: {}, note: noteAsked(req, locale) }
    await sendPage(res, 'settings/keys', keysPage(model, locale))
  })

  router.post('/settings/keys', async (req, res) => {
    const { typed, errors } = readKeys(req.body)
    if (Object.keys(errors).length > 0) {
      return sendPage(res.status(422), 'settings/keys', keysPage({ typed, errors, note: '' }, localeOf(req)))
    }
    res.redirect(303, paths.settingsPage('keys', await savePreferences(req, { accessKeys: typed }, services)))
  })

  return router
}
