import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Request, Response } from 'express'
import { acceptedEncoding } from './accepted-encoding.ts'
import { isForeignSearch } from './compress.ts'

/** Characters of a page that are compressed at once; beyond, `compression` does it piece by piece on another thread. */
const longestAtOnce = 150_000

/** Bytes that fit one packet as they are. */
const shortest = 1_000

export type Encoding = ReturnType<typeof acceptedEncoding>

/** How a page goes to whoever asks: compressed as its browser takes it, or as it is. */
export const encodingFor = (req: Request): Encoding => (isForeignSearch(req) ? undefined : acceptedEncoding(req))

/**
 * A page drawn whole, as it will be sent. Compressing twenty kilobytes lasts a tenth of a millisecond: a stream on
 * another thread would cost several times that to set up, and megabytes while it lives.
 */
export function compressPage(html: string, encoding: Encoding): string | Buffer {
  if (!encoding || html.length > longestAtOnce || html.length < shortest) return html
  const page = Buffer.from(html)
  const compressed = encoding === 'br' ? brotliCompressSync(page, forPages(page.length)) : gzipSync(page)
  // What zlib gives, or a common pool, is a piece of a buffer many times as large, which a kept page would keep.
  const own = Buffer.allocUnsafeSlow(compressed.length)
  compressed.copy(own)
  return own
}

/** Sends what `compressPage` gave. */
export function answerPage(res: Response, { body, encoding }: { body: string | Buffer; encoding: Encoding }): void {
  res.vary('Accept-Encoding').type('html')
  if (encoding && typeof body !== 'string') res.set('Content-Encoding', encoding)
  res.send(body)
}

/** Level 4 of 11: above, a page gains a hundred bytes for twice the time. */
const forPages = (bytes: number) => ({
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 4,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_LGWIN]: 18,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes,
  },
})
