import type { Receipt, Submission } from '../submission.ts'
import { plainLine } from '../mime/plain-name.ts'
import type { SmtpError } from './smtp-line.ts'

type Stage = 'greeting' | 'sign-in' | 'message'

interface Said {
  code: number
  response: string
}

/** What a step that failed means for the message, while no final dot was written. */
export function outcomeBeforeDot(error: unknown, stage: Stage, receipt: Receipt = nobody()): Submission {
  const said = saidIn(error)
  if (stage === 'sign-in' && meansWrongPassword(error, said)) return { outcome: 'credentials-rejected' }
  if (!said) return { outcome: 'later', reason: 'unreachable' }
  // A server that closes its door for good closes it to everybody: nothing was said about this message.
  if (said.code < 500 || stage === 'greeting') return { outcome: 'later', reason: 'deferred', ...said }
  return { outcome: 'refused', receipt, ...said }
}

/** The same once the dot may be on the line: without an answer, nobody knows (RFC 5321 §4.2.5). */
export function outcomeAfterDot(error: unknown, receipt: Receipt): Submission {
  return saidIn(error) ? outcomeBeforeDot(error, 'message', receipt) : { outcome: 'maybe' }
}

/** Nobody accepted: one who may accept later is worth another attempt. */
export function outcomeWithoutRecipient(receipt: Receipt): Submission {
  const said = receipt.rejected.find(({ temporary }) => temporary) ?? receipt.rejected.at(-1)
  const { code, response } = said ?? { code: 503, response: '5.5.1 no recipient' }
  if (said?.temporary) return { outcome: 'later', reason: 'deferred', code, response }
  return { outcome: 'refused', receipt, code, response }
}

export const nobody = (): Receipt => ({ accepted: [], rejected: [] })

/** A negative answer of the server, its words without the code. Anything else is as good as silence. */
export function saidIn(error: unknown): Said | undefined {
  const { responseCode: code, response } = (error ?? {}) as SmtpError
  if (code === undefined || code < 400 || code > 599) return undefined
  return { code, response: withoutCode(response ?? '') }
}

/** More than a page shows of them. */
const longestWords = 500

const withoutCode = (response: string): string =>
  plainLine(response.slice(0, longestWords * 4).replace(/^\d{3}[ -]/gm, '')).slice(0, longestWords)

/** RFC 4954 §6: 535, and 534 by which some ask for another kind of password; 454 and 421 are about the server. */
function meansWrongPassword(error: unknown, said: Said | undefined): boolean {
  if (said) return said.code === 535 || said.code === 534
  // No answer but EAUTH: nodemailer found the name or the password empty.
  return (error as SmtpError).code === 'EAUTH'
}
