import { Router } from 'express'
import { readForm } from '../../http/form.ts'
import type { Services } from '../../services.ts'
import { rolesForm } from './roles-form.ts'
import { rolesPage, rolesTyped } from './roles-page.ts'
import { writeDown } from './write-down.ts'

/** Which folder keeps drafts, letters sent, archives, junk, and what was deleted. */
export function rolesRoutes(services: Services): Router {
  const { foldersOf, localeOf, preferences, preferencesOf, sendPage, signedIn } = services
  const router = Router()

  router.get('/folders/roles', async (req, res) => {
    const page = rolesPage({ folders: await foldersOf(req), chosen: preferencesOf(req).roles }, localeOf(req))
    await sendPage(res, 'folders/roles', page)
  })

  router.post('/folders/roles', async (req, res) => {
    const folders = await foldersOf(req)
    const form = readForm(rolesForm(folders), req.body)
    if (!form.ok) {
      const page = rolesPage({ folders, chosen: rolesTyped(form.values), errors: form.errors }, localeOf(req))
      return sendPage(res.status(422), 'folders/roles', page)
    }
    const { before, after } = await preferences.change(signedIn(req).account, { roles: form.values })
    res.redirect(303, await writeDown(req, { kind: 'settings-changed', before, after }, services))
  })

  return router
}
