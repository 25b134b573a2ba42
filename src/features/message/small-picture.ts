/** Points of a picture that are unpacked at most, and the longest side of what becomes of it. */
const mostPixels = 50_000_000
const longestSide = 800

/** Seconds. */
const patience = 5

/** One at a time: a picture of 50 million points takes 200 MB while it is unpacked. */
let turn: Promise<unknown> = Promise.resolve()

/**
 * A picture made lighter for a slow line, as WebP: small, upright, and still where it moved. Undefined for what cannot
 * be read as one, or is too large.
 */
export function smallPicture(bytes: Buffer): Promise<Buffer | undefined> {
  const made = turn.then(() => shrink(bytes))
  turn = made
  return made
}

async function shrink(bytes: Buffer): Promise<Buffer | undefined> {
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
