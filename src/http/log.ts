import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Request, RequestHandler, Response } from 'express'
import { type DestinationStream, type Logger, pino } from 'pino'
import { pinoHttp } from 'pino-http'
import { newPageCode } from './page-code.ts'

export type { Logger } from 'pino'

/** JSON lines, to standard output unless told otherwise. */
export const createLog = (level: string, to: DestinationStream = pino.destination(1)): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: withoutMail, error: withoutMail },
    },
    to,
  )

const codes = new WeakMap<object, string>()

/** The code of the page a request will draw, in its foot and in its log line. */
export function pageCodeOf(req: IncomingMessage): string {
  let code = codes.get(req)
  if (!code) codes.set(req, (code = newPageCode()))
  return code
}

/** A 304 is logged under the code of the page the reader already has. */
export const setPageCode = (req: IncomingMessage, code: string): unknown => codes.set(req, code)

/**
 * One line a request: page code, route, status, duration. The route is the pattern, never the address: folder
 * names and searches stand in addresses, and nobody's mail belongs in a log.
 */
export function logRequests(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: (req) => pageCodeOf(req),
    serializers: { req: () => undefined, res: () => undefined },
    quietReqLogger: true,
    customSuccessObject: (req: Request, res: Response, line: object) => ({ ...line, ...whatWasAsked(req, res) }),
    customErrorObject: (...[req, res, , line]: [Request, Response, Error, object]) => ({
      ...line,
      ...whatWasAsked(req, res),
    }),
    customLogLevel: (_req: IncomingMessage, res: ServerResponse, error?: Error) =>
      error || res.statusCode >= 500 ? 'error' : 'info',
  })
}

function whatWasAsked(req: Request, { statusCode: status }: Response): object {
  return { code: pageCodeOf(req), method: req.method, route: routeOf(req), status }
}

/** The pattern that a request met, « /mail/:folder ». */
export const routeOf = (req: Request): string => (req.route as { path?: string } | undefined)?.path ?? '(none)'

/** A fault's name, words and stack, and its causes' names; a library's `response` may quote a subject. */
function withoutMail(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name: type, message, stack, cause } = error
  return { type, message, stack, ...(cause instanceof Error && { cause: cause.name }) }
}
