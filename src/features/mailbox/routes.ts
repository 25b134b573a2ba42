import { Router } from 'express'
import { rowsPerPage } from '../../http/list-size.ts'
import { folderNamed, paths } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import { actAndSay, actOnList } from './act-on-list.ts'
import { confirmPage } from './confirm-page.ts'
import { mailboxPage } from './page.ts'
import { readListQuery } from './query.ts'

export function mailboxRoutes(services: Services): Router {
  const { foldersOf, localeOf, mailOf, sendPage } = services
  const router = Router()

  router.get('/mail/:folder', async (req, res) => {
    const query = readListQuery(req.query)
    // The list first: only then does the server count what has just arrived in the folder that is open.
    const [list, folders] = await Promise.all([
      mailOf(req).listMessages(folderNamed(req.params.folder), { page: query.page, ...onePage(query) }),
      foldersOf(req),
    ])
    await sendPage(res, 'mailbox/list', mailboxPage({ list, folders, query }, localeOf(req)))
  })

  router.post('/mail/:folder', async (req, res) => {
    const next = await actOnList(req, { folder: folderNamed(req.params.folder), ...services })
    res.redirect(303, next)
  })

  router.get('/mail/:folder/confirm', async (req, res) => {
    const folder = folderNamed(req.params.folder)
    const query = readListQuery(req.query)
    const list = await mailOf(req).listMessages(folder, { page: query.page, ...onePage(query) })
    const page = confirmPage(list, query, localeOf(req))
    if (!page) return res.redirect(303, paths.folder(folder, { note: 'gone' }))
    await sendPage(res, 'mailbox/confirm', page)
  })

  router.post('/mail/:folder/confirm', async (req, res) => {
    const folder = folderNamed(req.params.folder)
    const said = await actAndSay(req, 'remove', { folder, ...services })
    res.redirect(303, paths.folder(folder, said))
  })

  return router
}

const onePage = ({ only }: { only: 'unread' | 'followed' | undefined }) => ({
  size: rowsPerPage,
  ...(only && { only }),
})
