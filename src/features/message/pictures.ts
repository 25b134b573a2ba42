import { imageIsSafe, type MailAccount, type MessageRef, type Part } from '../../mail/index.ts'
import { readUpTo } from './read-stream.ts'

/** Bytes. A picture that is larger, or comes after these, is a file like another. */
const largest = 300 * 1024
const largestTogether = 1024 * 1024

/** Embedded pictures that a letter may draw. */
export function fittingPictures<Picture extends Pick<Part, 'type' | 'decodedSize'>>(parts: Picture[]): Picture[] {
  let room = largestTogether
  return parts.filter(({ type, decodedSize }) => {
    const fits = type.startsWith('image/') && decodedSize <= Math.min(largest, room)
    if (fits) room -= decodedSize
    return fits
  })
}

/**
 * Pictures as `data:` URLs, by section: from inside a sandboxed frame a request carries no cookie, so they travel with
 * the letter. What turns out not to be a picture, or cannot be had, is left out.
 */
export async function picturesAsData(mail: MailAccount, ref: MessageRef, parts: Part[]): Promise<Map<string, string>> {
  const pictures = new Map<string, string>()
  for (const part of fittingPictures(parts)) {
    const { content } = await mail.openPart(ref, part.section)
    const { bytes, cut } = await readUpTo(content, largest)
    if (!cut && imageIsSafe(part.type, bytes)) {
      pictures.set(part.section, `data:${part.type};base64,${bytes.toString('base64')}`)
    }
  }
  return pictures
}
