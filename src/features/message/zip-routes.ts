import { pipeline } from 'node:stream/promises'
import { PassThrough, type Readable } from 'node:stream'
import { type Request, Router } from 'express'
import yazl from 'yazl'
import { contentDisposition } from '../../http/content-disposition.ts'
import { isolateFile } from '../../http/security-headers.ts'
import { MailError, safeFileName } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { type Named, refOf } from './ref.ts'
import { type Entry, zipEntries } from './zip-entries.ts'

/** All attachments of a message as one file, made while it is sent: one piece of one attachment is in memory at a time. */
export function zipRoutes({ mailOf }: Pick<Services, 'mailOf'>): Router {
  const router = Router()

  router.get('/mail/:folder/:message/attachments.zip', async (req: Request<Named>, res) => {
    const mail = mailOf(req)
    const message = await mail.readMessage(refOf(req))
    const { ref, sent, received, anatomy } = message
    const { attachments } = anatomy
    if (attachments.length === 0) throw new MailError('part-not-found', { detail: 'no attachment' })
    const entries = req.method === 'HEAD' ? [] : await zipEntries(mail, ref, attachments)
    isolateFile(res)
    res.setHeader('Content-Type', 'application/zip')
    const name = safeFileName(message.subject.slice(0, 100), 'message')
    res.setHeader('Content-Disposition', contentDisposition('attachment', `${name}.zip`))
    if (req.method === 'HEAD') {
      res.end()
      return
    }

    // A file that cannot be had breaks the answer: half an archive never passes for whole.
    const zip = zipOf(entries, sent ?? received ?? new Date(0))
    await pipeline(zip, res).catch(() => res.destroy())
  })

  return router
}

/** Files are stored as they are: documents and pictures are compressed already. */
function zipOf(entries: Entry[], mtime: Date): Readable {
  const zip = new yazl.ZipFile()
  const output = zip.outputStream.pipe(new PassThrough())
  zip.on('error', (error: Error) => output.destroy(error))
  for (const { name, open } of entries) {
    zip.addReadStreamLazy(name, { compress: false, mtime }, (give) => {
      open().then(
        (content) => {
          output.on('close', () => content.destroy())
          give(null, content)
        },
        (error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error))),
      )
    })
  }
  zip.end()
  return output
}
