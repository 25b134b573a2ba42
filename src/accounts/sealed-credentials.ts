import { randomBytes } from 'node:crypto'
import { deriveKey, openUnder, SealBroken, sealUnder } from '../store/index.ts'
import type { Credentials } from './types.ts'

/** A random key for one session, to live in its browser's cookie and nowhere else. */
export function newSealingKey(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * Seals a mailbox's credentials so that neither the store with its secrets nor the cookie opens them alone: the key is
 * made of both (HKDF, RFC 5869). Base64url.
 */
export function sealCredentials(credentials: Credentials, { key, secret, account }: SealedFor): string {
  const content = JSON.stringify([credentials.login, credentials.password])
  return sealUnder(deriveKey(key, secret, ['credentials']), content, ['session', account]).toString('base64url')
}

/** Undefined when the cookie's key, the secret or the account is not the one they were sealed for. */
export function openCredentials(sealed: string, { key, secret, account }: SealedFor): Credentials | undefined {
  try {
    const opened = openUnder(deriveKey(key, secret, ['credentials']), Buffer.from(sealed, 'base64url'), [
      'session',
      account,
    ])
    const [login, password] = JSON.parse(opened.toString('utf8')) as [string, string]
    return { login, password }
  } catch (error) {
    if (error instanceof SealBroken) return undefined
    throw error
  }
}

export interface SealedFor {
  /** From the browser. */
  key: string
  /** SESSION_SECRET. */
  secret: string
  account: string
}
