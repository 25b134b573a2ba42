import { Readable } from 'node:stream'
import { MailError } from '../errors.ts'
import type { ByteRange } from '../types.ts'
import type { Decoded } from './binary.ts'
import type { TransferDecoder } from './decode-transfer.ts'

/**
 * Bytes that one turn on a line fetches: what is made of so few is young when it dies, and a download holds ten megabytes
 * where half a megabyte at a time held thirty.
 */
export const chunkSize = 64 * 1024

/** Has the line for one chunk, and gives it back before anybody has read that chunk. */
export type FetchChunk = (from: number, length?: number) => Promise<Buffer>

/** Asks for a chunk when the one before was read. */
const streamOf = (chunks: AsyncGenerator<Buffer>): Readable =>
  Readable.from(chunks, { objectMode: false, highWaterMark: 1 })

/**
 * Streams a part. The first chunk is fetched before the stream is handed out, so that what is missing rejects
 * instead of breaking a download that has begun; the others when the reader wants them. Nothing is held in between:
 * a reader that stalls, or goes away, holds one chunk of memory and no line.
 */
export async function partStream(fetchChunk: FetchChunk, decoder: TransferDecoder): Promise<Readable> {
  const first = await fetchChunk(0)
  return streamOf(decoded(first, fetchChunk, decoder))
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

/** Has the line for the first chunk of a range: nothing where the server does not decode. */
type FetchFirst = (from: number, length: number) => Promise<Decoded | undefined>

/** The same for a range of what the server decodes; neither more nor less of it, or the stream breaks. */
export async function rangeStream(
  { from, to }: ByteRange,
  fetchFirst: FetchFirst,
  fetchChunk: FetchChunk,
): Promise<{ content: Readable; size: number } | undefined> {
  const first = await fetchFirst(Math.min(from, largestNumber), chunkUpTo(to, from))
  if (!first) return undefined
  const range = { from, to: Math.min(to, first.size - 1) }
  return { content: streamOf(inRange(first.bytes, range, fetchChunk)), size: first.size }
}

async function* inRange(first: Buffer, { from, to }: ByteRange, fetchChunk: FetchChunk): AsyncGenerator<Buffer> {
  let chunk = first
  let at = from
  while (at <= to) {
    if (chunk.length === 0) throw new MailError('part-not-found', { detail: 'fewer bytes than BINARY.SIZE' })
    const bytes = chunk.subarray(0, to - at + 1)
    at += bytes.length
    yield bytes
    if (at <= to) chunk = await fetchChunk(at, chunkUpTo(to, at))
  }
}

/** RFC 9051 §9: a partial begins at a `number`, of 32 bits, and no part has a byte beyond. */
const largestNumber = 2 ** 32 - 1

/** RFC 9051 §9: asking for no byte at all is not allowed. */
const chunkUpTo = (to: number, from: number): number => Math.max(1, Math.min(chunkSize, to - from + 1))
