import type { ImapFlowError } from 'imapflow'
import { MailError, type MailErrorReason } from '../errors.ts'
import type { Line } from './line.ts'

/** Node's and ImapFlow's codes for a line that could not be had, or is no more. */
const lostLine = new Set([
  'NoConnection',
  'NoMailboxSelected',
  'EConnectionClosed',
  'StateLogout',
  'ClosedAfterConnectText',
  'ClosedAfterConnectTLS',
  'CONNECT_TIMEOUT',
  'STARTTLS_INJECTION',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  // This process may open no more lines (errno(3)): that says nothing about what was asked.
  'EMFILE',
  'ENFILE',
])

const silentLine = new Set(['GREETING_TIMEOUT', 'UPGRADE_TIMEOUT', 'ETIMEOUT', 'ETIMEDOUT'])

/** Response codes of RFC 9051 §7.1, RFC 9208 §4.3, RFC 7889 §4 and Dovecot's own LIMIT. */
const reasonOfCode: Record<string, MailErrorReason> = {
  OVERQUOTA: 'over-quota',
  APPENDLIMIT: 'too-large',
  TOOBIG: 'too-large',
  NONEXISTENT: 'folder-not-found',
  TRYCREATE: 'folder-not-found',
  LIMIT: 'too-many-connections',
  // The directory behind the server is away: that says nothing about the password.
  UNAVAILABLE: 'server-unreachable',
  SERVERBUG: 'server-unreachable',
  INUSE: 'server-unreachable',
  PRIVACYREQUIRED: 'server-unreachable',
}

/** Turns what ImapFlow threw into our own words, keeping it as `cause`; a mistake of ours stays one. */
export function asMailError(error: unknown, line?: Pick<Line, 'silent' | 'overflowed'>): Error {
  if (error instanceof MailError) return error
  if (!isFromImap(error)) return Error.isError(error) ? error : new Error(String(error))
  const reason = reasonFor(error)
  forgetWords(error)
  return new MailError(reason === 'server-unreachable' ? whyLost(line) : reason, {
    detail: detailOf(error),
    cause: error,
  })
}

function whyLost(line: Pick<Line, 'silent' | 'overflowed'> | undefined): MailErrorReason {
  if (line?.overflowed) return 'too-large'
  return line?.silent ? 'server-silent' : 'server-unreachable'
}

/** ImapFlow's codes for an answer over the limits set in `connect`. */
export const isOverflow = (code: string | undefined): boolean => /TooLarge$|^TooMany/.test(code ?? '')

const marks = ['code', 'response', 'authenticationFailed', 'tlsFailed', 'mailboxMissing']

/** `isError` rather than `instanceof`: Node's own network errors may come from another realm than ours. */
function isFromImap(error: unknown): error is ImapFlowError {
  return Error.isError(error) && marks.some((mark) => mark in error)
}

function reasonFor(error: ImapFlowError): MailErrorReason {
  // Dovecot's limit of connections looks like a refused password but for its code, which therefore comes first.
  if (isCrowded(error)) return 'too-many-connections'
  const named = error.serverResponseCode && reasonOfCode[error.serverResponseCode]
  if (named) return named
  if (error.code && silentLine.has(error.code)) return 'server-silent'
  if (error.tlsFailed || (error.code && (lostLine.has(error.code) || isUnreadable(error.code))))
    return 'server-unreachable'
  if (error.authenticationFailed) return 'credentials-rejected'
  if (error.mailboxMissing) return 'folder-not-found'
  return 'refused'
}

/** Dovecot before Debian's 2.3.19.1-2.1+deb12u7 says UNAVAILABLE for its limit, and only its sentence tells the two apart. */
const isCrowded = ({ serverResponseCode, responseText = '' }: ImapFlowError): boolean =>
  serverResponseCode === 'UNAVAILABLE' && responseText.startsWith('Maximum number of connections')

/** Node names a bad certificate or a failed handshake so; a server that does not speak IMAP is as good as none. */
const isUnreadable = (code: string): boolean =>
  /^(ERR_(SSL|TLS)|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|Parser|LineTooLarge|LiteralTooLarge|ResponseTooLarge|TooMany|Response)/.test(
    code,
  )

/** Logs keep causes: the command and the server's sentence may hold a folder's name or what was looked for. */
function forgetWords(error: ImapFlowError): void {
  delete error.executedCommand
  delete error.response
  delete error.responseText
}

/** A verb and a code, never the server's sentence: it may quote a folder's name. */
const detailOf = (error: ImapFlowError): string =>
  [error.code, error.serverResponseCode, error.responseStatus].filter(Boolean).join(' ') || error.name
