import { type Request, type Response, Router } from 'express'
import { paths } from '../../http/paths.ts'
import { isolateLetter } from '../../http/security-headers.ts'
import { draw } from '../../http/views.ts'
import { MailError, type Part } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { dataAddresses } from './data-address.ts'
import { embeddedBody, openEmbedded } from './embedded.ts'
import { endsSession } from './ends-session.ts'
import { remoteImages } from './images.ts'
import { picturesAsData } from './pictures.ts'
import { type MessageQuery, readMessageQuery } from './query.ts'
import { type Body, readBody } from './read-body.ts'
import { type Named, refOf } from './ref.ts'

/** What `views/message/no-letter.ejs` needs: a document of its own, since no page of ours may stand in a frame. */
interface NoLetter {
  language: string
  title: string
  todo: string
  back: { href: string; words: string }
}

type Needs = Pick<Services, 'config' | 'localeOf' | 'log' | 'mailOf' | 'preferencesOf'>

interface Read {
  body: Body | MailError
  images: boolean
}

/** The document of a designed letter: alone, or in the frame of its message. */
export function letterRoutes({ config, localeOf, log, mailOf, preferencesOf }: Needs): Router {
  const router = Router()

  router.get('/mail/:folder/:message/letter', async (req, res) => {
    const { body, images } = await readLetter(req).catch((error: unknown): Read => {
      if (!(error instanceof MailError) || endsSession(error)) throw error
      log.warn({ reason: error.reason }, 'a letter could not be read')
      return { body: error, images: false }
    })
    isolateLetter(res, { images })
    res.type('html')
    const document = body instanceof MailError ? undefined : body.letter?.document
    if (document === undefined) return sayWhy(req, res, body)
    res.send(document)
  })

  async function readLetter(req: Request<Named>): Promise<Read & { body: Body }> {
    const [ref, mail, preferences] = [refOf(req), mailOf(req), preferencesOf(req)]
    const asked: MessageQuery = { ...readMessageQuery(req.query), show: 'html' }
    if (asked.section) {
      const images = asked.images && preferences.images === 'ask'
      const embedded = await openEmbedded(req, mail, asked.section)
      return { body: await embeddedBody(embedded, { ...asked, images }, dataAddresses(preferences)), images }
    }
    const message = await mail.readMessage(ref)
    const { shown: images } = remoteImages(message, asked.images, { preferences, authservId: config.authservId })
    const addressesOf = (parts: Part[]) => picturesAsData(mail, ref, { parts, asAddress: dataAddresses(preferences) })
    const query = { ...asked, images, economy: preferences.economy }
    return { body: await readBody(mail, message, { query, addressesOf }), images }
  }

  async function sayWhy(req: Request<Named>, res: Response, body: Body | MailError): Promise<void> {
    const { t, language } = localeOf(req)
    const words =
      body instanceof MailError
        ? { title: t(`errors.${body.reason}.title`), todo: t(`errors.${body.reason}.todo`) }
        : { title: t(body.failed ? 'message.frame.failed' : 'message.frame.none'), todo: '' }
    const back = { href: paths.message(refOf(req)), words: t('message.back') }
    const model: NoLetter = { language, ...words, back }
    res.status(statusFor(body)).send(await draw('message/no-letter', model))
  }

  return router
}

function statusFor(body: Body | MailError): number {
  if (body instanceof MailError) return body.reason.endsWith('-not-found') ? 404 : 503
  return body.failed ? 503 : 404
}
