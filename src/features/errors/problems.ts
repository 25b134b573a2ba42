import type { MessageKey } from '../../i18n/index.ts'
import { MailError, type MailErrorReason } from '../../mail/index.ts'
import { ParkingFull } from '../../work/index.ts'
import { isNoRoom } from './no-room.ts'

/** What a reader is told: what happened, what is safe, what to do. */
export interface Problem {
  status: number
  title: MessageKey
  what: MessageKey
  safe: MessageKey
  todo: MessageKey
}

type Name =
  | MailErrorReason
  | 'not-found'
  | 'forged'
  | 'malformed'
  | 'too-long'
  | 'parking-full'
  | 'too-many-parked'
  | 'no-room'
  | 'unexpected'

const problem = (status: number, name: Name, safe: MessageKey = 'errors.safe.mail'): Problem => ({
  status,
  title: `errors.${name}.title`,
  what: `errors.${name}.what`,
  safe,
  todo: `errors.${name}.todo`,
})

/** One row per reason. Adding a reason without a row here does not compile. */
const problems: Record<Name, Problem> = {
  'signed-out': problem(401, 'signed-out'),
  'credentials-rejected': problem(401, 'credentials-rejected'),
  'server-unreachable': problem(503, 'server-unreachable'),
  'server-silent': problem(504, 'server-silent'),
  'too-many-connections': problem(503, 'too-many-connections'),
  'folder-not-found': problem(404, 'folder-not-found', 'errors.safe.unchanged'),
  'folder-exists': problem(409, 'folder-exists', 'errors.safe.unchanged'),
  'folder-name-refused': problem(422, 'folder-name-refused', 'errors.safe.unchanged'),
  'keyword-refused': problem(422, 'keyword-refused', 'errors.safe.unchanged'),
  'message-not-found': problem(404, 'message-not-found', 'errors.safe.unchanged'),
  'part-not-found': problem(404, 'part-not-found', 'errors.safe.unchanged'),
  refused: problem(403, 'refused', 'errors.safe.unchanged'),
  'over-quota': problem(409, 'over-quota', 'errors.safe.unchanged'),
  'too-large': problem(413, 'too-large', 'errors.safe.unchanged'),
  'not-found': problem(404, 'not-found', 'errors.safe.unchanged'),
  forged: problem(403, 'forged', 'errors.safe.unchanged'),
  malformed: problem(400, 'malformed', 'errors.safe.unchanged'),
  'too-long': problem(413, 'too-long', 'errors.safe.unchanged'),
  'parking-full': problem(409, 'parking-full', 'errors.safe.typed'),
  'too-many-parked': problem(429, 'too-many-parked', 'errors.safe.typed'),
  // RFC 4918 §11.5, and true of any form.
  'no-room': problem(507, 'no-room', 'errors.safe.unsaved'),
  unexpected: problem(500, 'unexpected'),
}

export const notFound = problems['not-found']

/** The row for whatever was thrown: ours, or what Express and its body parsers throw with a status. */
export function problemOf(error: unknown): Problem {
  if (error instanceof MailError) return problems[error.reason]
  if (error instanceof ParkingFull) return problems['parking-full']
  if (isNoRoom(error)) return problems['no-room']
  const status = statusOf(error)
  switch (status) {
    case 403:
      return problems.forged
    case 404:
      return problems['not-found']
    case 413:
      return problems['too-long']
    case 429:
      return problems['too-many-parked']
    default:
      // A charset or an encoding that a body parser does not read (415), and whatever else it refuses.
      return status >= 400 && status < 500 ? { ...problems.malformed, status } : problems.unexpected
  }
}

function statusOf(error: unknown): number {
  if (error instanceof URIError) return 400
  const status = typeof error === 'object' && error && 'status' in error ? error.status : undefined
  return typeof status === 'number' ? status : 500
}
