import { decodeText } from '../mime/charset.ts'
import type { Part } from '../types.ts'
import { transferDecoder } from './decode-transfer.ts'
import { chunkSize } from './part-stream.ts'

export interface ReadText {
  text: string
  cut: boolean
  unknownCharset: boolean
}

/** Reads a body part to its end or to `limit` decoded bytes; `fetchPiece` has the line for one piece at a time. */
export async function readText(
  fetchPiece: (from: number, length: number) => Promise<Buffer>,
  part: Part,
  limit: number,
): Promise<ReadText> {
  const decoder = transferDecoder(part.encoding)
  const pieces: Buffer[] = []
  let decodedLength = 0
  let from = 0
  let ended = false
  while (!ended && decodedLength <= limit) {
    const wanted = Math.min(chunkSize, transportedSize(part, limit - decodedLength))
    const piece = await fetchPiece(from, wanted)
    from += piece.length
    ended = piece.length < wanted
    const decoded = decoder.push(piece)
    pieces.push(decoded)
    decodedLength += decoded.length
  }
  if (ended) pieces.push(decoder.end())

  const bytes = Buffer.concat(pieces)
  const cut = bytes.length > limit || !ended
  return { ...decodeText(cut ? wholeCharacters(bytes.subarray(0, limit), part) : bytes, part.charset), cut }
}

/** Enough for `decoded` bytes in a usual encoding, and one more than fits, so that the end is seen in the same answer. */
const transportedSize = ({ encoding }: Part, decoded: number): number =>
  Math.ceil(encoding === 'base64' ? (decoded * 78) / 57 : decoded * (encoding === 'quoted-printable' ? 1.2 : 1)) + 64

/** A cut in the middle of a UTF-8 character would show a « � » that nobody wrote. */
function wholeCharacters(bytes: Buffer, { charset = '' }: Part): Buffer {
  if (!/^utf-?8$/i.test(charset)) return bytes
  let end = bytes.length
  while (end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end--
  return end > 0 && (bytes[end - 1] ?? 0) >= 0xc0 ? bytes.subarray(0, end - 1) : bytes
}
