import { type Request, type Response, Router } from 'express'
import { paths } from '../../http/paths.ts'
import { isolateLetter } from '../../http/security-headers.ts'
import { draw } from '../../http/views.ts'
import { MailError } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { embeddedBody, openEmbedded } from './embedded.ts'
import { endsSession } from './ends-session.ts'
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

/** The document of a designed letter: alone, or in the frame of its message. */
export function letterRoutes({ localeOf, log, mailOf }: Pick<Services, 'localeOf' | 'log' | 'mailOf'>): Router {
  const router = Router()

  router.get('/mail/:folder/:message/letter', async (req, res) => {
    const query: MessageQuery = { ...readMessageQuery(req.query), show: 'html' }
    const body = await readLetter(req, query).catch((error: unknown) => {
      if (!(error instanceof MailError) || endsSession(error)) throw error
      log.warn({ reason: error.reason }, 'a letter could not be read')
      return error
    })
    isolateLetter(res, query)
    res.type('html')
    const document = body instanceof MailError ? undefined : body.letter?.document
    if (document === undefined) return sayWhy(req, res, body)
    res.send(document)
  })

  async function readLetter(req: Request<Named>, query: MessageQuery): Promise<Body> {
    const [ref, mail] = [refOf(req), mailOf(req)]
    if (query.section) return embeddedBody(await openEmbedded(req, mail, query.section), query)
    return readBody(mail, await mail.readMessage(ref), {
      query,
      addressesOf: (pictures) => picturesAsData(mail, ref, pictures),
    })
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
