import { createHmac } from 'node:crypto'

/**
 * What a value can be found by again without being kept: HMAC-SHA256, base64url. Each purpose has values of its own,
 * so that a hash of one table means nothing in another.
 */
export function keyedHash(secret: string | Uint8Array, purpose: string, value: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([purpose, value]))
    .digest('base64url')
}
