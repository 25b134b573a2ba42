import type { Preferences } from '../../accounts/index.ts'
import { smallPicture } from './small-picture.ts'

/** Bytes: less is not worth the work. */
const worthwhile = 8 * 1024

/** Milliseconds that the pictures of one letter may take to be made lighter; those left then go as they came. */
const patience = 3_000

export type AsAddress = (type: string, bytes: Uint8Array) => Promise<string>

/** Writes the pictures of one letter as `data:` URLs: lighter ones for whoever spares their line. */
export function dataAddresses({ economy }: Pick<Preferences, 'economy'>): AsAddress {
  const until = performance.now() + patience
  return async (type, bytes) => {
    const small =
      economy && bytes.length > worthwhile && performance.now() < until ? await smallPicture(bytes) : undefined
    return small && small.length < bytes.length ? asData('image/webp', small) : asData(type, bytes)
  }
}

const asData = (type: string, bytes: Uint8Array): string =>
  `data:${type};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}`
