import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import { contentDisposition } from '../../http/content-disposition.ts'
import { isolateFile } from '../../http/security-headers.ts'

interface Download {
  kind: 'inline' | 'attachment'
  name: string
  type: string
  content: Readable
}

/** Types a browser might run, if it ever disregarded the headers that forbid it. */
const active = /html|xml|svg|script|shockwave|x-mspublisher|multipart|rfc822|mhtml/

/**
 * Streams a stranger's file, and closes it however the reader leaves. A stream that breaks breaks the answer too:
 * half a file never passes for whole. Rejects only before the first byte.
 */
export async function sendFile(res: Response, { kind, name, type, content }: Download): Promise<void> {
  isolateFile(res)
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
