import type { CookieOptions, Request, Response } from 'express'

/** Cookies that belong to us: what is in them is random, or sealed. */
export type CookieWord = 'session' | 'key' | 'browser' | 'login'

/** `__Host-` binds them to our host over https (RFC 6265bis §4.1.3.2); over http on loopback they are plain, for lynx's sake. */
export interface Cookies {
  name: (word: CookieWord) => string
  options: CookieOptions
  read: (req: Request, word: CookieWord) => string | undefined
  /** `lasts` milliseconds, or until the browser is closed. */
  set: (res: Response, word: CookieWord, cookie: { value: string; lasts?: number | undefined }) => void
  clear: (res: Response, word: CookieWord) => void
}

export function createCookies({ https }: { https: boolean }): Cookies {
  const name = (word: CookieWord): string => (https ? `__Host-${word}` : word)
  const options: CookieOptions = { httpOnly: true, sameSite: 'lax', secure: https, path: '/' }

  return {
    name,
    options,
    read: (req, word) => valueOf(req.get('Cookie') ?? '', name(word)),
    set: (res, word, { value, lasts }) => {
      res.cookie(name(word), value, { ...options, ...(lasts !== undefined && { maxAge: lasts }) })
    },
    clear: (res, word) => {
      res.clearCookie(name(word), options)
    },
  }
}

/** Ours are made of letters that need no decoding. */
function valueOf(header: string, name: string): string | undefined {
  const pair = header.split(';').find((one) => one.trim().startsWith(`${name}=`))
  return pair?.trim().slice(name.length + 1)
}
