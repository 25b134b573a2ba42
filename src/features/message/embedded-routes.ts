import { Readable } from 'node:stream'
import { Router } from 'express'
import { letRemoteImagesIn } from '../../http/security-headers.ts'
import { fileNameOf, MailError } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { dataAddresses } from './data-address.ts'
import { embeddedBody, isWhole, openEmbedded } from './embedded.ts'
import { embeddedPage } from './embedded-page.ts'
import { readMessageQuery } from './query.ts'
import { refOf } from './ref.ts'
import { sendFile } from './send-file.ts'
import { incompletePage } from './unviewable-page.ts'

/** A message inside a message: a page of its own, and its files. */
export function embeddedRoutes({ localeOf, mailOf, preferencesOf, sendPage, signedIn }: Services): Router {
  const router = Router()

  router.get('/mail/:folder/:message/parts/:section/message', async (req, res) => {
    const asked = readMessageQuery(req.query)
    const mayShow = preferencesOf(req).images === 'ask'
    const query = { ...asked, images: asked.images && mayShow }
    const embedded = await openEmbedded(req, mailOf(req), req.params.section)
    const body = await embeddedBody(embedded, query, dataAddresses(preferencesOf(req)))
    const shown = { ref: refOf(req), embedded, body, query, mayShow, person: signedIn(req).person }
    const page = embeddedPage(shown, localeOf(req))
    if (page.showsRemoteImages) letRemoteImagesIn(res)
    await sendPage(res, 'message/embedded', page)
  })

  router.get('/mail/:folder/:message/parts/:section/message/:index', async (req, res) => {
    const embedded = await openEmbedded(req, mailOf(req), req.params.section)
    const index = Number(req.params.index)
    const file = embedded.content.files[index]
    if (!file) throw new MailError('part-not-found')
    const name = fileNameOf({ fileName: file.name, section: String(index + 1), type: file.type })
    if (!isWhole(embedded, index)) {
      const page = incompletePage({ ref: refOf(req), part: embedded.part, name }, localeOf(req))
      return sendPage(res.status(413), 'message/unviewable', page)
    }
    await sendFile(res, {
      kind: 'attachment',
      name,
      type: file.type,
      content: Readable.from([Buffer.from(file.content)]),
    })
  })

  return router
}
