import type { Readable } from 'node:stream'

/** Looks at the beginning of a stream, which stays whole for its reader. */
export async function firstBytes(content: Readable): Promise<Uint8Array> {
  for await (const chunk of content.iterator({ destroyOnReturn: false })) {
    const bytes = chunk as Buffer
    content.unshift(bytes)
    return bytes
  }
  return new Uint8Array()
}

/** At most `limit` bytes of a stream, which is closed then. */
export async function readUpTo(content: Readable, limit: number): Promise<{ bytes: Buffer; cut: boolean }> {
  const chunks: Buffer[] = []
  let length = 0
  // Leaving the loop destroys the stream.
  for await (const chunk of content) {
    chunks.push(chunk as Buffer)
    length += (chunk as Buffer).length
    if (length > limit) break
  }
  return { bytes: Buffer.concat(chunks).subarray(0, limit), cut: length > limit }
}
