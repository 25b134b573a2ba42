import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import { contentDisposition } from '../../http/content-disposition.ts'
import { isolateFile } from '../../http/security-headers.ts'
import type { Resumable } from './open-file.ts'

interface Download {
  kind: 'inline' | 'attachment'
  name: string
  type: string
  content: Readable
  /** Where parts of it can be asked for; `content` then is the part that was. */
  resumable?: Resumable | undefined
}

/** Types a browser might run, if it ever disregarded the headers that forbid it. */
const active = /html|xml|svg|script|shockwave|x-mspublisher|multipart|rfc822|mhtml/

/**
 * Streams a stranger's file, and closes it however the reader leaves. A stream that breaks breaks the answer too:
 * half a file never passes for whole. Rejects only before the first byte.
 */
export async function sendFile(res: Response, { kind, name, type, content, resumable }: Download): Promise<void> {
  isolateFile(res)
  if (resumable) announce(res, resumable)
  if (res.statusCode === 416) {
    content.destroy()
    res.end()
    return
  }
  // Not `res.set`, which would give a text a charset that is not its own.
  res.setHeader('Content-Type', kind === 'attachment' && active.test(type) ? 'application/octet-stream' : type)
  res.setHeader('Content-Disposition', contentDisposition(kind, name))
  if (res.req.method === 'HEAD') {
    content.destroy()
    res.end()
    return
  }
  await pipeline(content, res).catch(() => res.destroy())
}

/** What comes, of how much (RFC 9110 §14). Nobody may compress it on the way: ranges count the bytes of the file. */
function announce(res: Response, { size, etag, range }: Resumable): void {
  res.set({ 'Accept-Ranges': 'bytes', 'Cache-Control': 'private, no-store, no-transform', ETag: etag })
  if (!range) {
    res.set('Content-Length', String(size))
  } else if (range.from >= size) {
    res.status(416).set({ 'Content-Range': `bytes */${size}`, 'Content-Length': '0' })
  } else {
    const to = Math.min(range.to, size - 1)
    res.status(206).set({
      'Content-Range': `bytes ${range.from}-${to}/${size}`,
      'Content-Length': String(to - range.from + 1),
    })
  }
}
