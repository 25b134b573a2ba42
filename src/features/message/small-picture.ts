import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

/** Points of a picture that are unpacked at most, and the longest side of what becomes of it. */
const mostPixels = 50_000_000
const longestSide = 800

/** Seconds. */
const patience = 5

/** Small ones that are kept, in bytes. Named by all bytes of the large one: whoever has these may have it. */
const kept = new LRUCache<string, Buffer>({ maxSize: 4 * 1024 * 1024, sizeCalculation: ({ length }) => length })

/** One at a time: a picture of 50 million points takes 200 MB while it is unpacked. */
let turn: Promise<unknown> = Promise.resolve()

/**
 * A picture made lighter for a slow line, as WebP: small, upright, and still where it moved. Undefined for what cannot
 * be read as one, or is too large.
 */
export async function smallPicture(bytes: Uint8Array): Promise<Buffer | undefined> {
  const name = createHash('sha256').update(bytes).digest('base64url')
  const made = turn.then(async () => kept.get(name) ?? (await shrink(bytes)))
  turn = made
  const small = await made
  if (small) kept.set(name, small)
  return small
}

async function shrink(bytes: Uint8Array): Promise<Buffer | undefined> {
  // Loaded when the first is asked for: most processes never need its 30 MB.
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  try {
    return await sharp(bytes, { limitInputPixels: mostPixels })
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 55 })
      .timeout({ seconds: patience })
      .toBuffer()
  } catch {
    return undefined
  }
}
