import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Transform } from 'node:stream'
import { deriveKey, SealBroken, type SealContext } from './seal.ts'

/*
 * A sealed file: version of the key (2 bytes), salt (32), then frames of 64 KB, each followed by its tag. Every file
 * has a key of its own, made from its salt and context; a frame's nonce is its number and whether it is the last one
 * (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). So a frame changed, moved, doubled,
 * missing or taken from elsewhere does not open, nor does a file cut short at the end of a frame.
 */
const frameBytes = 64 * 1024
const tagBytes = 16
const saltBytes = 32
const headBytes = 2 + saltBytes

/** Seals what passes through, under `secret` (a content key of that `version`). */
export function createFrameSealer(secret: Uint8Array, version: number, context: SealContext): Transform {
  const salt = randomBytes(saltBytes)
  const key = deriveKey(secret, salt, ['file', ...context])
  const head = Buffer.alloc(headBytes)
  head.writeUInt16BE(version)
  salt.copy(head, 2)

  let frames = 0
  return cutIntoFrames(frameBytes, {
    first: () => head,
    frame: (content, last) => {
      const cipher = createCipheriv('aes-256-gcm', key, frameNonce(frames++, last), { authTagLength: tagBytes })
      return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()])
    },
  })
}

/** Opens what `createFrameSealer` sealed. `secretOf` gives the content key of a version, or throws. */
export function createFrameOpener(secretOf: (version: number) => Uint8Array, context: SealContext): Transform {
  let key: Buffer | undefined
  let frames = 0
  return cutIntoFrames(frameBytes + tagBytes, {
    head: {
      bytes: headBytes,
      read: (head) => {
        key = deriveKey(secretOf(head.readUInt16BE()), head.subarray(2), ['file', ...context])
      },
    },
    frame: (sealed, last) => {
      if (!key || sealed.length < tagBytes) throw new SealBroken('A sealed file cut short')
      return openFrame(key, frameNonce(frames++, last), sealed)
    },
  })
}

function openFrame(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()])
  } catch (cause) {
    throw new SealBroken('A frame is not where or what it was', { cause })
  }
}

/** 12 bytes: the frame's number, and 1 for the last. */
function frameNonce(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 7)
  nonce.writeUInt8(last ? 1 : 0, 11)
  return nonce
}

interface Cutting {
  /** Written before anything else. */
  first?: () => Buffer
  /** Read before the frames. */
  head?: { bytes: number; read: (head: Buffer) => void }
  frame: (content: Buffer, last: boolean) => Buffer
}

/** Hands bytes on in frames of `size`. One is held back until more comes: only the end tells which is the last. */
function cutIntoFrames(size: number, { first, head, frame }: Cutting): Transform {
  let held: Buffer = Buffer.alloc(0)
  let headLeft = head?.bytes ?? 0
  const takeHead = (): void => {
    if (!head || headLeft === 0 || held.length < headLeft) return
    head.read(held.subarray(0, headLeft))
    held = held.subarray(headLeft)
    headLeft = 0
  }

  return new Transform({
    construct(done) {
      if (first) this.push(first())
      done()
    },
    transform(chunk: Buffer, _encoding, done) {
      try {
        held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk
        takeHead()
        while (headLeft === 0 && held.length > size) {
          this.push(frame(held.subarray(0, size), false))
          held = held.subarray(size)
        }
        done()
      } catch (error) {
        done(error as Error)
      }
    },
    flush(done) {
      try {
        this.push(frame(held, true))
        done()
      } catch (error) {
        done(error as Error)
      }
    },
  })
}
