import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Cookies } from '../../http/cookies.ts'

/** Milliseconds: as long as the brake knows it. */
const lifetime = 30 * 24 * 3_600_000

export interface BrowserId {
  /** Random: it says nothing of anybody. */
  id: string
  /** The browser showed it by itself. */
  known: boolean
}

export function browserOf(req: Request, cookies: Cookies): BrowserId {
  const shown = cookies.read(req, 'browser') ?? ''
  if (/^[\w-]{22}$/.test(shown)) return { id: shown, known: true }
  return { id: randomBytes(16).toString('base64url'), known: false }
}

/** Kept on shared computers too: it is what spares their users the brake that strangers meet. */
export function rememberBrowser(res: Response, cookies: Cookies, { id }: BrowserId): void {
  cookies.set(res, 'browser', { value: id, lasts: lifetime })
}
