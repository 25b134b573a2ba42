import { Router } from 'express'
import type { Folder, MailAccount } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { changeFolder } from './change-folder.ts'
import { createFolder } from './create-folder.ts'
import { findFolder } from './find-folder.ts'
import { folderPage } from './folder-page.ts'
import { newPage } from './form-page.ts'
import { foldersPage } from './list-page.ts'
import { foldersQuery, folderQuery } from './query.ts'
import { removeRoutes } from './remove-routes.ts'
import { rightsIn } from './rights.ts'
import { rolesRoutes } from './roles-routes.ts'

/** « Gérer les dossiers »: all of them, one, a new one. */
export function foldersRoutes(services: Services): Router {
  const { foldersOf, localeOf, mailOf, sendPage } = services
  const router = Router()

  router.get('/folders', async (req, res) => {
    const { page, note } = foldersQuery.parse(req.query)
    const mail = mailOf(req)
    const [folders, sizes, roots] = await Promise.all([foldersOf(req), mail.folderSizes(), mail.quotaRoots()])
    const rights = await rightsIn(folders, mail)
    const locale = localeOf(req)
    const words = note ? locale.t(`folders.note.${note}`) : ''
    await sendPage(res, 'folders/list', foldersPage({ folders, sizes, roots, rights, page, note: words }, locale))
  })

  router.get('/folders/new', async (req, res) => {
    const { inside } = folderQuery.parse(req.query)
    const typed = { name: '', inside, errors: {} }
    await sendPage(res, 'folders/new', newPage(await foldersOf(req), typed, localeOf(req)))
  })

  router.post('/folders/new', async (req, res) => {
    const outcome = await createFolder(req, services)
    if ('next' in outcome) return res.redirect(303, outcome.next)
    const page = newPage(await foldersOf(req), outcome.typed, localeOf(req))
    await sendPage(res.status(422), 'folders/new', page)
  })

  router.get('/folders/one', async (req, res) => {
    const { note } = folderQuery.parse(req.query)
    const found = await findFolder(req, services)
    const known = await askMore(found.folder, mailOf(req))
    await sendPage(res, 'folders/one', folderPage({ ...found, ...known, note }, localeOf(req)))
  })

  router.post('/folders/one', async (req, res) => {
    const found = await findFolder(req, services)
    const outcome = await changeFolder(req, { ...services, ...found })
    if ('next' in outcome) return res.redirect(303, outcome.next)
    const known = await askMore(found.folder, mailOf(req))
    const page = folderPage({ ...found, ...known, note: undefined, typed: outcome.typed }, localeOf(req))
    await sendPage(res.status(422), 'folders/one', page)
  })

  router.use(removeRoutes(services), rolesRoutes(services))
  return router
}

/** What the list of folders does not tell of one. */
async function askMore({ path, shared }: Folder, mail: MailAccount) {
  const [sizes, rights] = await Promise.all([mail.folderSizes(), shared ? mail.folderRights(path) : undefined])
  return { size: sizes.get(path), rights }
}
