import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { pageCodeOf } from '../../http/log.ts'
import { paths } from '../../http/paths.ts'
import { MailError } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { problemPage } from './page.ts'
import { notFound, type Problem, problemOf } from './problems.ts'

/** The last two handlers: an address nobody answers, and whatever was thrown. */
export function errorPages({ localeOf, log, sendPage, sessionOver }: Services): [RequestHandler, ErrorRequestHandler] {
  async function show(problem: Problem, req: Request, res: Response): Promise<void> {
    // A letter's own document or a file must not be taken for the page that failed.
    res.removeHeader('Content-Disposition')
    const page = problemPage(problem, localeOf(req), { code: pageCodeOf(req), ...waysOn(req) })
    await sendPage(res.status(problem.status), 'errors/problem', page)
  }

  return [
    (req, res) => show(notFound, req, res),
    // eslint-disable-next-line max-params -- Express knows an error handler by its four parameters
    async (error: unknown, req, res, next) => {
      if (res.headersSent) return next(error)
      if (error instanceof MailError && (error.reason === 'signed-out' || error.reason === 'credentials-rejected')) {
        await sessionOver(req, res)
        return res.redirect(303, paths.login({ next: req.method === 'GET' ? req.originalUrl : '', ended: true }))
      }

      const problem = problemOf(error)
      if (problem.status >= 500) log.error({ code: pageCodeOf(req), err: error }, 'a page failed')
      await show(problem, req, res)
    },
  ]
}

/** The page again; or after a form, the list that shows what was done. From the request's own address: a Referer is anybody's. */
function waysOn({ method, originalUrl }: Request): { here?: string | undefined; list?: string | undefined } {
  if (method === 'GET' || method === 'HEAD') return { here: originalUrl }
  return { list: /^\/mail\/[^/?]+(?:\?[^/]*)?/.exec(originalUrl)?.[0] }
}
