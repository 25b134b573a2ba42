import { type Request, Router } from 'express'
import type { Preferences } from '../../accounts/index.ts'
import { pressed, readForm } from '../../http/form.ts'
import { forgetLanguage } from '../../http/language.ts'
import { paths } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import { isChoiceSection } from './choices.ts'
import { choicesPage, senderRemoval } from './choices-page.ts'
import { fileRoutes } from './file-routes.ts'
import { choicesForm } from './form.ts'
import { identityRoutes } from './identity-routes.ts'
import { indexPage } from './index-page.ts'
import { keysRoutes } from './keys-routes.ts'
import { labelsRoutes } from './labels-routes.ts'
import { noteAsked } from './note.ts'
import { savePreferences } from './save.ts'

export { fileArrivals as settingsArrivals } from './file-routes.ts'

/** What people choose: a page for each word, each with one form that ends where it began, showing its effect. */
export function settingsRoutes(services: Services): Router {
  const { config, localeOf, preferencesOf, sendPage } = services
  const router = Router()
  router.use(identityRoutes(services), labelsRoutes(services), keysRoutes(services), fileRoutes(services))

  const sendersLeft = (req: Request, { imageSenders }: Preferences) =>
    imageSenders.filter((address) => pressed(req.body) !== senderRemoval(address))

  router.get('/settings', async (req, res) => {
    await sendPage(res, 'settings/index', indexPage(req, services))
  })

  router.get('/settings/:section', async (req, res, next) => {
    const { section } = req.params
    if (!isChoiceSection(section)) return next()
    const locale = localeOf(req)
    const page = choicesPage({ section, config, chosen: preferencesOf(req), note: noteAsked(req, locale) }, locale)
    await sendPage(res, 'settings/choices', page)
  })

  router.post('/settings/:section', async (req, res, next) => {
    const { section } = req.params
    if (!isChoiceSection(section)) return next()
    const form = readForm(choicesForm(section, config), req.body)
    if (!form.ok) {
      const page = choicesPage(
        { section, config, chosen: preferencesOf(req), typed: form.values, errors: form.errors },
        localeOf(req),
      )
      return sendPage(res.status(422), 'settings/choices', page)
    }
    if (section === 'language') forgetLanguage(res)
    const some = (known: Preferences) =>
      section === 'images' ? { ...form.values, imageSenders: sendersLeft(req, known) } : form.values
    res.redirect(303, paths.settingsPage(section, await savePreferences(req, some, services)))
  })

  return router
}
