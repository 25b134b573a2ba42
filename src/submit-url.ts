import { z } from 'zod'
import { type Credentials, isLoopback, type ServerAddress } from './mail/index.ts'

/** A submission account that may send for everybody. */
export interface SubmissionAccount {
  server: ServerAddress
  credentials: Credentials
}

/**
 * `smtps://login:password@host:465` (implicit TLS, RFC 8314 §3.3), `smtp://login:password@host:587` (STARTTLS); on
 * loopback `?tls=none` too. What a URL keeps for itself is percent-encoded in login and password.
 */
export function parseSubmitUrl(written: string, context: z.RefinementCtx): SubmissionAccount {
  const url = URL.parse(written)
  const implicit = url?.protocol === 'smtps:'
  const plain = url?.searchParams.get('tls') === 'none'
  if (!url?.username || !url.password || !(implicit || url.protocol === 'smtp:')) {
    context.addIssue('Expected smtps://login:password@host:port, or smtp:// with STARTTLS')
    return z.NEVER
  }
  if (plain && (implicit || !isLoopback(url.hostname))) {
    context.addIssue('Without TLS only a loopback host will do')
    return z.NEVER
  }
  const [login, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  const tls = plain ? 'none' : implicit ? 'implicit' : 'starttls'
  return {
    server: { host: url.hostname, port: Number(url.port) || (implicit ? 465 : 587), tls },
    credentials: { login, password },
  }
}
