import type { Request } from 'express'
import {
  type EmbeddedFile,
  type EmbeddedMessage,
  type HtmlLetter,
  htmlLetter,
  imageIsSafe,
  largestEmbedded,
  type MailAccount,
  MailError,
  parseEmbedded,
  type Part,
  textLetter,
} from '../../mail/index.ts'
import type { AsAddress } from './data-address.ts'
import { fittingPictures } from './pictures.ts'
import type { MessageQuery } from './query.ts'
import { type Body, textLimits } from './read-body.ts'
import { readUpTo } from './read-stream.ts'
import { type Named, refOf } from './ref.ts'

export interface Embedded {
  part: Part
  content: EmbeddedMessage
  /** Too large to be read to its end: the last of its files is not whole. */
  cut: boolean
}

/** Reads a message inside a message. */
export async function openEmbedded(req: Request<Named>, mail: MailAccount, section: string): Promise<Embedded> {
  const { part, content } = await mail.openPart(refOf(req), section)
  if (part.type !== 'message/rfc822') {
    content.destroy()
    throw new MailError('part-not-found', { detail: 'not a message' })
  }
  const { bytes, cut } = await readUpTo(content, largestEmbedded)
  return { part, content: await parseEmbedded(bytes), cut }
}

/** Whether all of one of its files is at hand. */
export const isWhole = ({ content, cut }: Embedded, index: number): boolean => !cut || index < content.files.length - 1

/** Its letter, as `readBody` gives that of a whole message. */
export async function embeddedBody(
  { part, content }: Embedded,
  query: MessageQuery,
  asAddress: AsAddress,
): Promise<Body> {
  const { text, html, files } = content
  const base = { part, begun: false, unknownCharset: false, failed: false, hasHtml: html !== undefined }
  if (html === undefined || (query.show === 'text' && text !== undefined)) {
    const letter = text === undefined ? undefined : readPlain(text)
    return { ...base, letter, shown: letter && 'text', drawn: new Set() }
  }

  const pictures = await picturesOf(files, asAddress)
  const embedded = (contentId: string) => pictures.get(contentId)?.address
  const images = query.images ? 'shown' : 'blocked'
  const letter = await htmlLetter(html, { images, embedded }, content.subject)
  const drawn = new Set(letter.pictures?.map((contentId) => pictures.get(contentId)?.index ?? ''))
  if (query.show !== 'text') return { ...base, letter, shown: 'html', drawn }
  return { ...base, letter: { ...letter, kind: 'simple' }, shown: 'text', drawn }
}

const readPlain = (text: string): HtmlLetter => ({
  ...textLetter(text.slice(0, textLimits.whole), {}),
  cut: text.length > textLimits.whole,
})

/** Its pictures are at hand: they go with the letter. */
async function picturesOf(files: EmbeddedFile[], asAddress: AsAddress) {
  const parts = files.map((file, index) => ({ ...file, index: String(index), decodedSize: file.size }))
  const safe = fittingPictures(parts.filter(({ contentId, type, content }) => contentId && imageIsSafe(type, content)))
  const pictures = new Map<string, { index: string; address: string }>()
  for (const { contentId, index, type, content } of safe) {
    pictures.set(contentId, { index, address: await asAddress(type, content) })
  }
  return pictures
}
