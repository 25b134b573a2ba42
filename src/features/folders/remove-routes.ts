import { type Request, Router } from 'express'
import { pressed } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import type { Folder } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { findFolder } from './find-folder.ts'
import { removeQuery } from './query.ts'
import { messagesIn, removePage } from './remove-page.ts'
import { whyKept } from './tree.ts'

/** Removing a folder for ever: the question, then the deed. */
export function removeRoutes(services: Services): Router {
  const { localeOf, mailOf, sendPage } = services
  const router = Router()

  router.get('/folders/remove', async (req, res) => {
    const { folders, folder } = await findFolder(req, services)
    if (whyKept(folders, folder)) return res.redirect(303, paths.changeFolder(folder.path, { note: 'role' }))
    const { note } = removeQuery.parse(req.query)
    const sizes = await mailOf(req).folderSizes()
    await sendPage(res, 'folders/remove', removePage({ folders, folder, sizes, note }, localeOf(req)))
  })

  router.post('/folders/remove', async (req, res) => {
    res.redirect(303, await remove(req, { ...services, ...(await findFolder(req, services)) }))
  })

  return router
}

async function remove(req: Request, given: Services & { folders: Folder[]; folder: Folder }): Promise<string> {
  const { folders, folder, history, mailOf, signedIn } = given
  if (whyKept(folders, folder)) return paths.changeFolder(folder.path, { note: 'role' })
  const { messages } = req.body as { messages?: unknown }
  // What came in since the question was asked was not part of the answer.
  const more = messagesIn(folders, folder) > Number(messages)
  if (more || pressed(req.body) !== 'remove') return paths.removeFolder(folder.path, more ? { note: 'more' } : {})

  const removed = await mailOf(req).removeFolder(folder.path)
  const { id } = await history.write(signedIn(req).account, { kind: 'folder-removed', folders: removed })
  return paths.folders({ said: id, note: removed.includes(folder.path) ? undefined : 'partly' })
}
