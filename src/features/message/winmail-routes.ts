import { Readable } from 'node:stream'
import { Router } from 'express'
import { MailError, typeOfPacked } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { refOf } from './ref.ts'
import { sendFile } from './send-file.ts'
import { isWinmail, openWinmail, packedName } from './winmail.ts'

/** What Outlook packed into a winmail.dat, each file by its place in it. */
export function winmailRoutes({ mailOf }: Pick<Services, 'mailOf'>): Router {
  const router = Router()

  router.get('/mail/:folder/:message/parts/:section/winmail/:index', async (req, res) => {
    const { part, content } = await mailOf(req).openPart(refOf(req), req.params.section)
    content.destroy()
    const index = Number(req.params.index)
    const winmail = isWinmail(part) ? await openWinmail(mailOf(req), refOf(req), part) : undefined
    const file = winmail?.files[index]
    if (!file) throw new MailError('part-not-found')
    const type = typeOfPacked(file)
    const name = packedName(file, { section: part.section, index })
    await sendFile(res, { kind: 'attachment', name, type, content: Readable.from([file.content]) })
  })

  return router
}
