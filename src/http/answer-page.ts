import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Response } from 'express'
import { acceptedEncoding } from './accepted-encoding.ts'
import { isForeignSearch } from './compress.ts'

/** Characters of a page that are compressed at once; beyond, `compression` does it piece by piece on another thread. */
const longestAtOnce = 150_000

/** Bytes that fit one packet as they are. */
const shortest = 1_000

/**
 * Sends a page drawn whole, compressed as its browser takes it. Compressing twenty kilobytes lasts a tenth of a
 * millisecond: a stream on another thread would cost several times that to set up, and megabytes while it lives.
 */
export function answerPage(res: Response, html: string): void {
  res.vary('Accept-Encoding').type('html')
  if (html.length > longestAtOnce || html.length < shortest) return void res.send(html)

  const encoding = isForeignSearch(res.req) ? undefined : acceptedEncoding(res.req)
  if (!encoding) return void res.send(html)
  const page = Buffer.from(html)
  const compressed = encoding === 'br' ? brotliCompressSync(page, forPages(page.length)) : gzipSync(page)
  res.set('Content-Encoding', encoding).send(compressed)
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
