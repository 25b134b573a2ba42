import { Router } from 'express'
import { paths } from '../../http/paths.ts'
import { isolateLetter } from '../../http/security-headers.ts'
import type { Services } from '../../services.ts'
import { embeddedBody, openEmbedded } from './embedded.ts'
import { picturesAsData } from './pictures.ts'
import { type MessageQuery, readMessageQuery } from './query.ts'
import { readBody } from './read-body.ts'
import { refOf } from './ref.ts'

/** The document of a designed letter: alone, or in the frame of its message. */
export function letterRoutes({ mailOf }: Pick<Services, 'mailOf'>): Router {
  const router = Router()

  router.get('/mail/:folder/:message/letter', async (req, res) => {
    const ref = refOf(req)
    const mail = mailOf(req)
    const query: MessageQuery = { ...readMessageQuery(req.query), show: 'html' }
    const body = query.section
      ? await embeddedBody(await openEmbedded(req, mail, query.section), query)
      : await readBody(mail, await mail.readMessage(ref), {
          query,
          addressesOf: (pictures) => picturesAsData(mail, ref, pictures),
        })
    const document = body.letter?.document
    if (document === undefined) return res.redirect(303, paths.message(ref))

    isolateLetter(res, query)
    res.type('html').send(document)
  })

  return router
}
