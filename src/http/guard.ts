import type { Request, RequestHandler } from 'express'
import type { Cookies } from './cookies.ts'
import { ForgedForm, isCsrfToken, issueCsrfToken } from './csrf.ts'
import { paths } from './paths.ts'
import type { Presence, Present } from './presence.ts'

/** What stands before everything private. */
export interface Guard {
  /** Sends whoever is not signed in to the sign-in page, to come back afterwards. */
  requireVisitor: RequestHandler
  /** Refuses with `ForgedForm` what changes something and does not come from a page of its session; after the body was read. */
  requireCsrfToken: RequestHandler
  /** Whether the form just posted comes from a page of its session. */
  isOwnForm: (req: Request) => boolean
  /** For the form that is being drawn; empty when nobody is signed in. */
  csrfToken: (req: Request) => string
}

export interface GuardOptions {
  presence: Pick<Presence<Present>, 'visitorOf' | 'end'>
  cookies: Cookies
  /** SESSION_SECRET. */
  secret: string
}

export function createGuard({ presence, cookies, secret }: GuardOptions): Guard {
  const signedIn = (req: Request): boolean => presence.visitorOf(req) !== undefined
  const isOwnForm = (req: Request): boolean => signedIn(req) && isCsrfToken(tokenIn(req.body), req.sessionID, secret)

  return {
    async requireVisitor(req, res, next) {
      if (signedIn(req)) return next()

      const ended = cookies.read(req, 'session') !== undefined
      if (ended) await presence.end(req, res)
      const undone = !safeMethods.has(req.method)
      res.redirect(303, paths.login({ next: req.originalUrl, undone, ended: ended && !undone }))
    },
    requireCsrfToken(req, _res, next) {
      if (safeMethods.has(req.method) || isOwnForm(req)) return next()
      throw new ForgedForm()
    },
    isOwnForm,
    csrfToken: (req) => (signedIn(req) ? issueCsrfToken(req.sessionID, secret) : ''),
  }
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

function tokenIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && '_csrf' in body ? body._csrf : undefined
}
