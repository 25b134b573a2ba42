import { Readable } from 'node:stream'
import { type Response, Router } from 'express'
import { isolateFile } from '../../http/security-headers.ts'
import {
  decodeText,
  fileNameOf,
  imageIsSafe,
  isPdf,
  isViewableText,
  MailError,
  type Part,
  safeFileName,
} from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { openFile } from './open-file.ts'
import { readUpTo, firstBytes } from './read-stream.ts'
import { refOf } from './ref.ts'
import { sendFile } from './send-file.ts'
import { smallPicture } from './small-picture.ts'
import { unviewablePage } from './unviewable-page.ts'

/** Bytes of a text that the browser shows by itself. */
const longestText = 2 * 1024 * 1024

/** What can be saved of a message, and looked at in the browser. */
export function fileRoutes({ localeOf, mailOf, sendPage, signedIn }: Services): Router {
  const router = Router()

  router.get('/mail/:folder/:message/message.eml', async (req, res) => {
    const ref = refOf(req)
    const { subject } = await mailOf(req).readMessage(ref)
    const name = `${safeFileName(subject.slice(0, 100), 'message')}.eml`
    const content = await mailOf(req).openSource(ref)
    await sendFile(res, { kind: 'attachment', name, type: 'message/rfc822', content })
  })

  router.get('/mail/:folder/:message/parts/:section', async (req, res) => {
    const file = { account: signedIn(req).account, ref: refOf(req), section: req.params.section }
    const { part, content, resumable } = await openFile(req, mailOf(req), file)
    await sendFile(res, { kind: 'attachment', name: fileNameOf(part), type: part.type, content, resumable })
  })

  router.get('/mail/:folder/:message/parts/:section/view', async (req, res) => {
    const ref = refOf(req)
    const { part, content } = await mailOf(req).openPart(ref, req.params.section)
    if (isViewableText(part.type)) {
      const { bytes } = await readUpTo(content, longestText)
      isolateFile(res)
      return res.type('text/plain').send(decodeText(bytes, part.charset).text)
    }
    const beginning = await firstBytes(content)
    if (req.query['small'] === 'true' && imageIsSafe(part.type, beginning)) {
      return sendSmall(res, part, content)
    }
    if (imageIsSafe(part.type, beginning) || isPdf(part.type, beginning)) {
      return sendFile(res, { kind: 'inline', name: fileNameOf(part), type: part.type, content })
    }
    content.destroy()
    await sendPage(res.status(415), 'message/unviewable', unviewablePage(part, ref, localeOf(req)))
  })

  return router
}

/** Bytes of a picture that is made lighter; one that cannot be goes as it is. */
const largestPicture = 20 * 1024 * 1024

async function sendSmall(res: Response, part: Part, content: Readable): Promise<void> {
  const { bytes, cut } = await readUpTo(content, largestPicture)
  if (cut) throw new MailError('too-large', { detail: 'picture' })
  const small = await smallPicture(bytes)
  const file = small ? { type: 'image/webp', bytes: small } : { type: part.type, bytes }
  await sendFile(res, { kind: 'inline', name: fileNameOf(part), type: file.type, content: Readable.from([file.bytes]) })
}
