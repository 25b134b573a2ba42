import type { Transform } from 'node:stream'
import { createFrameOpener, createFrameSealer } from './sealed-frames.ts'
import { deriveKey, openUnder, SealBroken, sealUnder, type SealContext } from './seal.ts'

/** A key of 32 bytes for content at rest, and the number (1 to 65,535) that seals carry to find it again. */
export interface ContentKey {
  version: number
  key: Uint8Array
}

/** Seals content at rest: the newest key seals, every key opens. */
export interface SealBox {
  /** The key's version (2 bytes), then what `sealUnder` gives. */
  seal(content: string | Uint8Array, context: SealContext): Buffer
  /** Throws `SealBroken`. */
  open(sealed: Uint8Array, context: SealContext): Buffer
  /** `open`, as the text it was. */
  openText(sealed: Uint8Array, context: SealContext): string
  /** For files: 64 KB frames (sealed-frames.ts), so that memory stays small. */
  sealStream(context: SealContext): Transform
  /**
   * Gives only what has been verified. Fails with `SealBroken` on a frame changed, moved, missing or foreign, and at
   * the end of a file cut short: whoever reads keeps nothing of it before `end`.
   */
  openStream(context: SealContext): Transform
}

/** `keys`: the last one seals, all of them open. */
export function createSealBox(keys: ContentKey[]): SealBox {
  const newest = keys.at(-1)
  if (!newest) throw new Error('A seal box needs a key')

  const secrets = new Map(keys.map(({ version, key }) => [version, key]))
  const recordKeys = new Map(keys.map(({ version, key }) => [version, deriveKey(key, '', ['record'])]))
  const open: SealBox['open'] = (sealed, context) => {
    if (sealed.length < 2) throw new SealBroken('Too short for a seal')
    const version = Buffer.from(sealed.subarray(0, 2)).readUInt16BE()
    return openUnder(keyOf(recordKeys, version), sealed.subarray(2), context)
  }

  return {
    seal(content, context) {
      const version = Buffer.alloc(2)
      version.writeUInt16BE(newest.version)
      return Buffer.concat([version, sealUnder(keyOf(recordKeys, newest.version), content, context)])
    },
    open,
    openText: (sealed, context) => open(sealed, context).toString('utf8'),
    sealStream: (context) => createFrameSealer(newest.key, newest.version, context),
    openStream: (context) => createFrameOpener((version) => keyOf(secrets, version), context),
  }
}

function keyOf<T>(keys: Map<number, T>, version: number): T {
  const key = keys.get(version)
  if (!key) throw new SealBroken(`No key of version ${version}`)
  return key
}
