import { MailError } from '../errors.ts'
import type { ByteRange, PartStream } from '../types.ts'
import { fetchDecoded, isDecodable } from './binary.ts'
import type { FolderContext } from './context.ts'
import { transferDecoder } from './decode-transfer.ts'
import { fetchBytes } from './fetch-bytes.ts'
import { chunkSize, type FetchChunk, partStream, rangeStream } from './part-stream.ts'
import { knownMessage } from './read-message.ts'

/** Has a line, with the message's folder selected, for one piece of work. */
type OnMessage = <T>(work: (context: FolderContext) => Promise<T>) => Promise<T>

interface Wanted {
  uid: number
  section: string
  range: ByteRange | undefined
}

/**
 * Decoded by the server when a range is asked for and it can (RFC 3516), by us otherwise: never half and half, for two
 * decoders may differ about what is damaged. `lasting` stops a download whose reader has left.
 */
export async function openPart(
  onMessage: OnMessage,
  { uid, section, range }: Wanted,
  lasting: (fetchChunk: FetchChunk) => FetchChunk,
): Promise<PartStream> {
  const { structure } = await onMessage((context) => knownMessage(context, uid))
  const part = structure.parts.find((one) => one.section === section)
  if (!part) throw new MailError('part-not-found')

  const pieces = (decoded: boolean): FetchChunk =>
    lasting((from, length = chunkSize) =>
      onMessage((context) => fetchBytes(context, { uid, section, from, length, decoded })),
    )
  if (range && isDecodable(part)) {
    const beginning = (from: number, length: number) =>
      onMessage((context) => fetchDecoded(context, { uid, section, from, length }))
    const opened = await rangeStream(range, beginning, pieces(true))
    if (opened) return { part, ...opened }
  }
  return { part, content: await partStream(pieces(false), transferDecoder(part.encoding)) }
}
