import { Router } from 'express'
import { folderNamed, paths } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import { actOnAll, allPage, removalPage } from './all.ts'
import { emptyFolder, emptyPage } from './empty.ts'
import { printPage } from './print.ts'
import { readListQuery } from './query.ts'

/** What is done to more messages than a page shows. */
export function wholeRoutes(services: Services): Router {
  const { sendPage } = services
  const router = Router()

  router.get('/mail/:folder/all', async (req, res) => {
    const { final } = readListQuery(req.query)
    const removal = final ? await removalPage(req, services) : undefined
    if (removal) await sendPage(res, 'mailbox/final', removal)
    else await sendPage(res, 'mailbox/all', await allPage(req, services))
  })

  router.post('/mail/:folder/all', async (req, res) => {
    res.redirect(303, await actOnAll(req, services))
  })

  router.get('/mail/:folder/empty', async (req, res) => {
    const page = await emptyPage(req, services)
    if (!page) return res.redirect(303, paths.folder(folderNamed(req.params.folder)))
    await sendPage(res, 'mailbox/final', page)
  })

  router.post('/mail/:folder/empty', async (req, res) => {
    res.redirect(303, await emptyFolder(req, services))
  })

  router.get('/mail/:folder/print', async (req, res) => {
    const page = await printPage(req, services)
    if (!page) return res.redirect(303, paths.folder(folderNamed(req.params.folder), { note: 'gone' }))
    await sendPage(res, 'mailbox/print', page)
  })

  return router
}
