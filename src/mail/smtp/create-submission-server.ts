import { checkServerAddress } from '../check-server-address.ts'
import type { SubmissionServer } from '../submission.ts'
import { letsIn } from './lets-in.ts'
import { createSizeLimit } from './size-limit.ts'
import type { SmtpOptions } from './smtp-line.ts'
import { submit } from './submit.ts'

/**
 * A submission server (RFC 6409), one connection a message. `submit` rejects only with what reading the message or
 * `beforeDot` failed with: the final dot was then not written, and nothing has gone. Throws at once for a server
 * without TLS, or with a certificate nobody signed, that is not on loopback.
 */
export function createSubmissionServer(options: SmtpOptions): SubmissionServer {
  checkServerAddress(options.smtp)
  const sizeLimit = createSizeLimit(options)
  return {
    submit: (credentials, envelope, message) =>
      submit({ ...options, onAnnounced: sizeLimit.learn }, { credentials, envelope }, message),
    letsIn: (credentials) => letsIn(options, credentials),
    sizeLimit: () => sizeLimit.ask(),
  }
}
