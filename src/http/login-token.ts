import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Cookies } from './cookies.ts'

/** Milliseconds. */
const lifetime = 24 * 3_600_000

/**
 * Keeps others from signing somebody in as somebody else, with no session to hang a token on: a keyed hash of a random
 * cookie. A page left open overnight is believed on its Origin: it never refuses the first right password.
 */
export interface LoginTokens {
  /** For the form that is being drawn. */
  issue: (req: Request, res: Response) => string
  /** Whether `token` came from a form of ours, in this browser. */
  accepts: (req: Request, token: unknown) => boolean
}

export interface LoginTokenOptions {
  /** SESSION_SECRET. */
  secret: string
  cookies: Cookies
  /** PUBLIC_URL. */
  publicUrl: URL | undefined
}

export function createLoginTokens({ secret, cookies, publicUrl }: LoginTokenOptions): LoginTokens {
  const sign = (nonce: string, issuedAt: string): Buffer =>
    createHmac('sha256', secret).update(`login:${nonce}:${issuedAt}`).digest()

  function isFresh(token: string, nonce: string): boolean {
    const [issuedAt = '', signature = ''] = token.split('.')
    const given = Buffer.from(signature, 'base64url')
    const right = sign(nonce, issuedAt)
    return given.length === right.length && timingSafeEqual(given, right) && Date.now() - Number(issuedAt) < lifetime
  }

  return {
    issue(req, res) {
      const known = cookies.read(req, 'login')
      const nonce = known ?? randomBytes(16).toString('base64url')
      if (known === undefined) cookies.set(res, 'login', { value: nonce })
      const issuedAt = String(Date.now())
      return `${issuedAt}.${sign(nonce, issuedAt).toString('base64url')}`
    },
    accepts(req, token) {
      const nonce = cookies.read(req, 'login')
      if (nonce !== undefined && typeof token === 'string' && isFresh(token, nonce)) return true
      // Without PUBLIC_URL only loopback is served, where Host is what was typed in the address bar.
      return req.get('Origin') === (publicUrl?.origin ?? `http://${req.get('Host') ?? ''}`)
    },
  }
}
