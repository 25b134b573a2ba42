import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const bytes = 32

/**
 * Proof that a form came from a page of the same session: a keyed hash of the session's id, so that nothing is kept.
 * Each copy is masked anew: the compressed length of a page tells nothing about it (BREACH).
 */
export function issueCsrfToken(session: string, secret: string): string {
  const mask = randomBytes(bytes)
  return Buffer.concat([mask, exclusiveOr(mask, proofOf(session, secret))]).toString('base64url')
}

/** Whether `token`, whatever was submitted as one, is the session's. */
export function isCsrfToken(token: unknown, session: string, secret: string): boolean {
  if (typeof token !== 'string') return false
  const given = Buffer.from(token, 'base64url')
  if (given.length !== 2 * bytes) return false
  return timingSafeEqual(exclusiveOr(given.subarray(0, bytes), given.subarray(bytes)), proofOf(session, secret))
}

/** A form that does not come from a page of the session it acts in. Express answers with `status`. */
export class ForgedForm extends Error {
  override readonly name = 'ForgedForm'
  readonly status = 403
}

function proofOf(session: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`csrf:${session}`).digest()
}

function exclusiveOr(one: Buffer, other: Buffer): Buffer {
  return Buffer.from(one.map((byte, at) => byte ^ (other[at] ?? 0)))
}
