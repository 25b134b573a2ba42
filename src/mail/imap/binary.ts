import type { ImapFlowError } from 'imapflow'
import { MailError } from '../errors.ts'
import type { Part } from '../types.ts'
import { command, sequence, stringOf, type Token, type Untagged } from './command.ts'
import type { FolderContext } from './context.ts'
import { bytesIn, sliceItem, type Slice } from './fetch-bytes.ts'

/** Some bytes of a part that the server decoded, and how many there are in all. */
export interface Decoded {
  bytes: Buffer
  size: number
}

/** RFC 3516 §4.2 is about leaves; a numbered one, for the text of a broken multipart is none to the server. */
export const isDecodable = ({ section, type }: Part): boolean =>
  /^\d+(?:\.\d+)*$/.test(section) && !/^(?:message|multipart)\//.test(type)

/**
 * The beginning of a download, in one round trip. Undefined where the server has no BINARY, or says no: to an encoding
 * it does not know (RFC 3516 §4.3, UNKNOWN-CTE), which for Dovecot is also damaged base64, anywhere in the message.
 * Leaves \Seen as it is. Rejects when the message is gone.
 */
export async function fetchDecoded({ line }: FolderContext, slice: Slice): Promise<Decoded | undefined> {
  if (!line.imap.capabilities.has('BINARY')) return undefined
  const size: Token = { type: 'ATOM', value: 'BINARY.SIZE', section: [{ type: 'ATOM', value: slice.section }] }
  const items = [size, sliceItem({ ...slice, decoded: true })]
  const answers: Untagged[] = []
  try {
    await command(line, ['UID FETCH', sequence(String(slice.uid)), items], {
      FETCH: (untagged) => {
        answers.push(untagged)
      },
    })
  } catch (error) {
    if (isRefusal(error)) return undefined
    throw error
  }
  if (answers.length === 0) throw new MailError('message-not-found', { detail: 'no such bytes' })
  return answers.map(decodedIn).find((one) => one !== undefined)
}

const isRefusal = (error: unknown): boolean =>
  Error.isError(error) && ['NO', 'BAD'].includes((error as ImapFlowError).responseStatus ?? '')

/** The library reads « BINARY.SIZE[2] » as one word. */
function decodedIn(untagged: Untagged): Decoded | undefined {
  const items = untagged.attributes?.[1]
  if (!Array.isArray(items)) return undefined
  const at = items.findIndex((item, index) => index % 2 === 0 && /^binary\.size\b/i.test(stringOf(item)))
  const size = at < 0 ? '' : stringOf(items[at + 1])
  const bytes = bytesIn(untagged)
  return bytes && /^\d{1,15}$/.test(size) ? { bytes, size: Number(size) } : undefined
}
