import { Readable } from 'node:stream'
import type { TransferDecoder } from './decode-transfer.ts'

/** Bytes that one turn on a line fetches. */
export const chunkSize = 512 * 1024

/** Has the line for one chunk, and gives it back before anybody has read that chunk. */
export type FetchChunk = (from: number) => Promise<Buffer>

/**
 * Streams a part. The first chunk is fetched before the stream is handed out, so that what is missing rejects
 * instead of breaking a download that has begun; the others when the reader wants them. Nothing is held in between:
 * a reader that stalls, or goes away, holds one chunk of memory and no line.
 */
export async function partStream(fetchChunk: FetchChunk, decoder: TransferDecoder): Promise<Readable> {
  const first = await fetchChunk(0)
  return Readable.from(decoded(first, fetchChunk, decoder), { objectMode: false, highWaterMark: 1 })
}

async function* decoded(first: Buffer, fetchChunk: FetchChunk, decoder: TransferDecoder): AsyncGenerator<Buffer> {
  let chunk = first
  let from = 0
  for (;;) {
    from += chunk.length
    const bytes = decoder.push(chunk)
    // RFC 9051 §6.4.5: fewer bytes than asked for are the last ones.
    const last = chunk.length < chunkSize
    if (bytes.length > 0) yield bytes
    if (last) break
    chunk = await fetchChunk(from)
  }
  const rest = decoder.end()
  if (rest.length > 0) yield rest
}
