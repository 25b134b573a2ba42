import { type Request, type Response, Router } from 'express'
import { letRemoteImagesIn } from '../../http/security-headers.ts'
import type { Services } from '../../services.ts'
import { answerForm } from './answer-form.ts'
import { detailsPage, readDetails } from './details.ts'
import { embeddedRoutes } from './embedded-routes.ts'
import { fileRoutes } from './file-routes.ts'
import { letterRoutes } from './letter-routes.ts'
import { openMessage } from './open-message.ts'
import { type MessagePage, messagePage } from './page.ts'
import { type Named, refOf } from './ref.ts'
import { unsubscribeRoutes } from './unsubscribe-routes.ts'
import { winmailRoutes } from './winmail-routes.ts'
import { zipRoutes } from './zip-routes.ts'

export function messageRoutes(services: Services): Router {
  const { config, localeOf, mailOf, preferencesOf, sendPage, signedIn } = services
  const readerOf = (req: Request) => ({
    person: signedIn(req).person,
    preferences: preferencesOf(req),
    mailDomain: config.mailDomain,
    authservId: config.authservId,
  })
  const router = Router()

  async function pageOf(req: Request<Named>, res: Response): Promise<MessagePage> {
    const opened = await openMessage(req, services)
    const page = messagePage({ opened, reader: readerOf(req) }, localeOf(req))
    if (page.showsRemoteImages) letRemoteImagesIn(res)
    return page
  }

  router.get('/mail/:folder/:message', async (req, res) => {
    await sendPage(res, 'message/message', await pageOf(req, res))
  })

  router.post('/mail/:folder/:message', async (req, res) => {
    res.redirect(303, await answerForm(req, services))
  })

  router.get('/mail/:folder/:message/print', async (req, res) => {
    await sendPage(res, 'message/print', { ...(await pageOf(req, res)), frame: 'bare' })
  })

  router.get('/mail/:folder/:message/details', async (req, res) => {
    const details = await readDetails(mailOf(req), refOf(req))
    await sendPage(res, 'message/details', detailsPage(details, localeOf(req)))
  })

  router.use(letterRoutes(services))
  router.use(fileRoutes(services))
  router.use(zipRoutes(services))
  router.use(winmailRoutes(services))
  router.use(embeddedRoutes(services))
  router.use(unsubscribeRoutes(services))
  return router
}
