import { imageIsSafe, type MailAccount, MailError, type MessageRef, type Part } from '../../mail/index.ts'
import type { AsAddress } from './data-address.ts'
import { endsSession } from './ends-session.ts'
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
export async function picturesAsData(
  mail: MailAccount,
  ref: MessageRef,
  { parts, asAddress }: { parts: Part[]; asAddress: AsAddress },
): Promise<Map<string, string>> {
  const pictures = new Map<string, string>()
  for (const part of fittingPictures(parts)) {
    const bytes = await pictureBytes(mail, ref, part)
    if (bytes && imageIsSafe(part.type, bytes)) {
      pictures.set(part.section, await asAddress(part.type, bytes))
    }
  }
  return pictures
}

async function pictureBytes(mail: MailAccount, ref: MessageRef, { section }: Part): Promise<Buffer | undefined> {
  try {
    const { content } = await mail.openPart(ref, section)
    const { bytes, cut } = await readUpTo(content, largest)
    return cut ? undefined : bytes
  } catch (error) {
    if (!(error instanceof MailError) || endsSession(error)) throw error
    return undefined
  }
}
