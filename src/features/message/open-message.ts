import type { Request } from 'express'
import { paths } from '../../http/paths.ts'
import {
  type Address,
  type Folder,
  type MailAccount,
  MailError,
  type Message,
  type Part,
  textLetter,
  type Winmail,
} from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { remoteImages, type RemoteImages } from './images.ts'
import { fittingPictures } from './pictures.ts'
import { type MessageQuery, readMessageQuery } from './query.ts'
import { type Body, readBody, textLimits } from './read-body.ts'
import { type Named, refOf } from './ref.ts'
import { openWinmails } from './winmail.ts'

export interface Opened {
  message: Message
  body: Body
  folders: Folder[]
  /** As asked, but for images: they follow what the reader chose, once and for all or now. */
  query: MessageQuery
  images: RemoteImages
  /** What Outlook packed into attachments, by their section. */
  packed: ReadonlyMap<string, Winmail>
  /** Whom the reader wrote to lately. */
  recent: Address[]
}

type Needs = Pick<Services, 'config' | 'foldersOf' | 'log' | 'mailOf' | 'preferencesOf' | 'recent' | 'signedIn'>

/** Reads a message with its letter, and marks it read. Folders are asked for after that: their counts are then right. */
export async function openMessage(req: Request<Named>, needs: Needs): Promise<Opened> {
  const { config, foldersOf, log, mailOf, preferencesOf, recent, signedIn } = needs
  const ref = refOf(req)
  const mail = mailOf(req)
  const preferences = preferencesOf(req)
  const { economy } = preferences
  const asked = readMessageQuery(req.query)
  const message = await mail.readMessage(ref)
  const images = remoteImages(message, asked.images, { preferences, authservId: config.authservId })
  const query = { ...asked, images: images.shown }
  const addressesOf = (pictures: Part[]) =>
    Promise.resolve(
      new Map(fittingPictures(pictures).map((part) => [part.section, paths.partView(ref, part, { small: economy })])),
    )
  const marked = (preferences.markRead === 'never' ? Promise.resolve() : markRead(mail, message)).catch(
    (error: unknown) => {
      log.warn({ reason: error instanceof MailError ? error.reason : 'unexpected' }, 'a message stays unread')
    },
  )
  const [body, packed, folders, known] = await Promise.all([
    readBody(mail, message, { query: { ...query, economy }, addressesOf }),
    openWinmails(mail, ref, message.anatomy.attachments),
    // Without the folders one cannot move it, but read it.
    marked.then(() => foldersOf(req)).catch(() => []),
    recent.list(signedIn(req).account).catch(() => []),
  ])
  return { message, body: withPackedText(body, packed), packed, folders, query, images, recent: known }
}

/** A message that Outlook packed whole has no other text. */
function withPackedText(body: Body, packed: Opened['packed']): Body {
  if (body.part) return body
  const text = [...packed.values()].find((winmail) => winmail.text !== '')?.text
  return text === undefined ? body : { ...body, letter: textLetter(text.slice(0, textLimits.whole), {}), shown: 'text' }
}

/** A folder that is not ours to write in still lets its messages be read. */
async function markRead(mail: MailAccount, { ref, flags }: Message): Promise<void> {
  if (flags.has('seen')) return
  await mail.markSeen(ref)
}
