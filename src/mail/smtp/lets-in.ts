import type { SubmissionServer } from '../submission.ts'
import type { Credentials } from '../types.ts'
import { outcomeBeforeDot } from './outcome.ts'
import { createSmtpLine, type SmtpOptions } from './smtp-line.ts'

/** Signs in over a connection of its own, and sends nothing. */
export async function letsIn(
  options: SmtpOptions,
  credentials: Credentials,
): Promise<Awaited<ReturnType<SubmissionServer['letsIn']>>> {
  const line = createSmtpLine(options)
  const ended = { politely: false }
  try {
    await line.connect()
    await line.signIn(credentials)
    ended.politely = true
    return 'yes'
  } catch (error) {
    return outcomeBeforeDot(error, 'sign-in').outcome === 'credentials-rejected' ? 'no' : 'unknown'
  } finally {
    line.close(ended)
  }
}
