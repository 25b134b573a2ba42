import type { Request, RequestHandler, Response } from 'express'
import type { SessionData, Store } from 'express-session'
import type { Cookies } from './cookies.ts'
import { destroySession, readSessions, writeNewSession } from './session.ts'

/** What must be known here of whoever is signed in. */
export interface Present {
  /** Where a second factor is owed, nobody is in yet. */
  factor: 'none' | 'owed' | 'given'
  computer: 'shared' | 'own'
}

/** Who asks: the session that a browser shows, read once a request. */
export interface Presence<Visitor extends Present> {
  /** Reads the session; before anything that asks. */
  arrive: RequestHandler[]
  visitorOf: (req: Request) => Visitor | undefined
  /** Begins a session under a new id, whatever the browser showed before. */
  begin: (req: Request, res: Response, visit: NewVisit) => Promise<void>
  /** Ends it: its row, its cookies, what `goodbye` closes. Where there is none, only cookies are cleared. */
  end: (req: Request, res: Response) => Promise<void>
}

export interface NewVisit {
  /** What is written down. */
  content: Partial<SessionData>
  /** What opens it again: for the browser's cookie only. */
  key: string
  /** Milliseconds that the cookies stay; without, until the browser is closed. */
  lasts?: number | undefined
}

export interface PresenceOptions<Visitor extends Present> {
  https: boolean
  /** SESSION_SECRET. */
  secret: string
  cookies: Cookies
  store: Store
  /** Who a session is, opened with its browser's key; undefined for nobody. */
  read: (content: Partial<SessionData>, key: string) => Promise<Visitor | undefined>
  /** Closes what is open for a visitor who leaves. */
  goodbye: (visitor: Visitor) => Promise<void>
}

export function createPresence<Visitor extends Present>(options: PresenceOptions<Visitor>): Presence<Visitor> {
  const { cookies, read, goodbye } = options
  const present = new WeakMap<Request, Visitor>()

  const recognise: RequestHandler = async (req, _res, next) => {
    const key = cookies.read(req, 'key')
    const visitor = key === undefined ? undefined : await read(req.session, key)
    if (visitor && visitor.factor !== 'owed') present.set(req, visitor)
    next()
  }

  async function leave(req: Request, res: Response): Promise<void> {
    const visitor = present.get(req)
    if (!visitor) return

    present.delete(req)
    await destroySession(req)
    // Not "cookies": it would sign the whole domain out.
    if (visitor.computer === 'shared') res.set('Clear-Site-Data', '"cache"')
    await goodbye(visitor)
  }

  return {
    arrive: [...readSessions(options), recognise],
    visitorOf: (req) => present.get(req),
    async begin(req, res, { content, key, lasts }) {
      await leave(req, res)
      await writeNewSession(req, content, lasts)
      cookies.set(res, 'key', { value: key, lasts })
    },
    async end(req, res) {
      cookies.clear(res, 'session')
      cookies.clear(res, 'key')
      await leave(req, res)
    },
  }
}
