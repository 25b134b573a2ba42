import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Where a sealed value belongs (table, account, id…): opened as anything else, it is refused. */
export type SealContext = readonly [place: string, ...rest: string[]]

/** A seal does not open: another context, another key, or bytes changed since. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

const nonceBytes = 12
const tagBytes = 16

/**
 * AES-256-GCM (NIST SP 800-38D) under a key of 32 bytes: nonce (12 bytes, random), ciphertext, tag (16).
 * The context is authenticated, not kept.
 */
export function sealUnder(key: Uint8Array, content: string | Uint8Array, context: SealContext): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(contextBytes(context))
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

/** The content of `sealUnder`. Throws `SealBroken`. */
export function openUnder(key: Uint8Array, sealed: Uint8Array, context: SealContext): Buffer {
  if (sealed.length < nonceBytes + tagBytes) throw new SealBroken('Too short for a seal')
  const nonce = sealed.subarray(0, nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(contextBytes(context))
    .setAuthTag(sealed.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()])
  } catch (cause) {
    throw new SealBroken('Another context, another key, or changed bytes', { cause })
  }
}

/** A key of 32 bytes for one use of a longer-lived secret (HKDF, RFC 5869): a leak of one tells nothing of another. */
export function deriveKey(secret: string | Uint8Array, salt: string | Uint8Array, use: SealContext): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, contextBytes(use), 32))
}

/** As JSON, so that ['a', 'bc'] is not ['ab', 'c']. */
function contextBytes(context: SealContext): Buffer {
  return Buffer.from(JSON.stringify(context), 'utf8')
}
