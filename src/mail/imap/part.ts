import type { MessageStructureObject } from 'imapflow'
import libmime from 'libmime'
import type { Part } from '../types.ts'
import { oneLine } from '../one-line.ts'

/** No header of a part is longer than this when somebody means it. */
const longestValue = 1000

/** One leaf, or an embedded message, as the server describes it: nothing in it is missing, whatever the sender left out. */
export function partOf(node: MessageStructureObject): Part {
  const { parameters = {}, dispositionParameters = {} } = node
  const charset = parameters.charset?.slice(0, 100)
  const size = Number.isSafeInteger(node.size) && node.size !== undefined && node.size > 0 ? node.size : 0
  const encoding = (node.encoding ?? '').toLowerCase().trim() || '7bit'
  return {
    // RFC 9051 §6.4.5: the only part of a message that is not multipart is its part 1.
    section: node.part ?? '1',
    type: typeOf(node.type),
    ...(charset && { charset }),
    flowed: parameters.format?.toLowerCase() === 'flowed',
    delSp: parameters.delsp?.toLowerCase() === 'yes',
    encoding,
    fileName: fileNameOf(dispositionParameters.filename ?? parameters.name ?? ''),
    contentId: (node.id ?? '').slice(0, longestValue).replace(/^\s*<|>\s*$/g, ''),
    disposition: dispositionOf(node),
    size,
    decodedSize: decodedSizeOf(size, encoding),
  }
}

/** A type that does not read as one is bytes (RFC 2045 §5.2 would have it text, and browsers would run it). */
function typeOf(type: string): string {
  const plain = type.toLowerCase().slice(0, 200)
  return /^[a-z0-9][\w!#$&^.+-]*\/[a-z0-9][\w!#$&^.+-]*$/.test(plain) ? plain : 'application/octet-stream'
}

/** RFC 2183 §2.8: what is neither known nor inline is an attachment; without the header, only a body or a picture is inline. */
function dispositionOf({
  disposition,
  type,
  dispositionParameters,
  parameters,
}: MessageStructureObject): Part['disposition'] {
  if (disposition) return disposition.toLowerCase() === 'inline' ? 'inline' : 'attachment'
  const named = Boolean(dispositionParameters?.filename ?? parameters?.name)
  return named && !type.startsWith('image/') && type !== 'text/calendar' ? 'attachment' : 'inline'
}

function fileNameOf(value: string): string {
  return oneLine(libmime.decodeWords(value.slice(0, longestValue)))
}

/** Base64 in mail is 76 characters and a line break for 57 bytes (RFC 2045 §6.8). */
const decodedSizeOf = (size: number, encoding: string): number =>
  encoding === 'base64' ? Math.floor((size * 57) / 78) : size
