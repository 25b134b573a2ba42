import { randomBytes } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import session, { type SessionData, type Store } from 'express-session'
import type { Cookies } from './cookies.ts'

export interface SessionOptions {
  https: boolean
  /** SESSION_SECRET. */
  secret: string
  store: Store
  cookies: Cookies
}

/** express-session, so that nothing is kept before somebody signs in, and nothing but signing in writes content. */
export function readSessions({ https, secret, store, cookies }: SessionOptions): RequestHandler[] {
  const read = session({
    name: cookies.name('session'),
    secret,
    store,
    cookie: { httpOnly: true, sameSite: 'lax', secure: https, path: '/' },
    genid: () => randomBytes(32).toString('base64url'),
    resave: false,
    saveUninitialized: false,
  })
  return https ? [believePublicUrl, read] : [read]
}

/** PUBLIC_URL says https: express-session would send no Secure cookie when a proxy forgets to say it too. */
const believePublicUrl: RequestHandler = (req, _res, next) => {
  Object.defineProperty(req, 'secure', { value: true })
  next()
}

/** Writes `content` under a new id; the session that the browser showed before is gone. Its cookie stays `lasts` milliseconds. */
export async function writeNewSession(req: Request, content: Partial<SessionData>, lasts?: number): Promise<void> {
  await settle((done) => req.sessionStore.regenerate(req, done))
  Object.assign(req.session, content)
  if (lasts !== undefined) req.session.cookie.maxAge = lasts
  await settle((done) => req.session.save(done))
}

export async function destroySession(req: Request): Promise<void> {
  await settle((done) => req.session.destroy(done))
}

function settle(act: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    act((error) => {
      if (error) reject(error instanceof Error ? error : new Error('The session could not be written'))
      else resolve()
    })
  })
}
