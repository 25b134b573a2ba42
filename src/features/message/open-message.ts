import type { Request } from 'express'
import { paths } from '../../http/paths.ts'
import { type Folder, type MailAccount, MailError, type Message, type Part } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { fittingPictures } from './pictures.ts'
import { type MessageQuery, readMessageQuery } from './query.ts'
import { type Body, readBody } from './read-body.ts'
import { type Named, refOf } from './ref.ts'

export interface Opened {
  message: Message
  body: Body
  folders: Folder[]
  query: MessageQuery
}

type Needs = Pick<Services, 'foldersOf' | 'mailOf' | 'log'>

/** Reads a message with its letter, and marks it read. Folders are asked for after that: their counts are then right. */
export async function openMessage(req: Request<Named>, { foldersOf, mailOf, log }: Needs): Promise<Opened> {
  const ref = refOf(req)
  const mail = mailOf(req)
  const query = readMessageQuery(req.query)
  const message = await mail.readMessage(ref)
  const addressesOf = (pictures: Part[]) =>
    Promise.resolve(new Map(fittingPictures(pictures).map((part) => [part.section, paths.partView(ref, part)])))
  const marked = markRead(mail, message).catch((error: unknown) => {
    log.warn({ reason: error instanceof MailError ? error.reason : 'unexpected' }, 'a message stays unread')
  })
  const [body, folders] = await Promise.all([
    readBody(mail, message, { query, addressesOf }),
    // Without the folders one cannot move it, but read it.
    marked.then(() => foldersOf(req)).catch(() => []),
  ])
  return { message, body, folders, query }
}

/** A folder that is not ours to write in still lets its messages be read. */
async function markRead(mail: MailAccount, { ref, flags }: Message): Promise<void> {
  if (flags.has('seen')) return
  await mail.markSeen(ref)
}
