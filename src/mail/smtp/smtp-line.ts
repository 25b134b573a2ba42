import type { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Credentials, Deadlines, ServerAddress, Wire } from '../types.ts'
import { observeWire } from './observe-wire.ts'

export interface SmtpOptions {
  smtp: ServerAddress
  deadlines: Deadlines
  /** One observer a connection. */
  wire?: () => Wire
}

/** What EHLO announced. */
export interface Announced {
  /** Bytes (RFC 1870); undefined when there is no limit, or none is told. */
  largest?: number
  /** RFC 6531. */
  smtpUtf8: boolean
}

export type SmtpError = SMTPConnection.SMTPError

/**
 * One connection to a submission server, a step at a time. Every step rejects with what nodemailer reports, which
 * carries `responseCode` when the server gave one; `close` may be called at any time, and has to be.
 */
export interface SmtpLine {
  connect(): Promise<Announced>
  signIn(credentials: Credentials): Promise<void>
  send(envelope: SMTPConnection.Envelope, content: Readable): Promise<SMTPConnection.SentMessageInfo>
  /** From now on `milliseconds` without a byte are borne. */
  bear(milliseconds: number): void
  close(options?: { politely: boolean }): void
}

/** nodemailer keeps these to itself; a test holds them. */
interface Kept {
  _maxAllowedSize: number
  _supportedExtensions: string[]
}

export function createSmtpLine({ smtp, deadlines, wire }: SmtpOptions): SmtpLine {
  const connection = new SMTPConnection(connectionOptions(smtp, deadlines))
  // An `error` event that nobody listens to would stop the process, and everyone's webmail with it.
  connection.on('error', () => undefined)
  if (wire) observeWire(connection, wire())

  let connected = false
  const signedInBy = performance.now() + deadlines.connect
  const takeStep = <T>(run: (settle: Settle<T>) => void, within?: number) => step(connection, run, within)
  return {
    connect: async () => {
      await takeStep<undefined>((settle) => connection.connect((error) => settle(error, undefined)), deadlines.connect)
      connected = true
      return announced(connection)
    },
    signIn: async ({ login, password }) => {
      const left = Math.max(signedInBy - performance.now(), 1)
      await takeStep<unknown>((settle) => connection.login({ user: login, pass: password }, settle), left)
    },
    send: (envelope, content) => takeStep((settle) => connection.send(envelope, content, settle)),
    bear: (milliseconds) => {
      if (connection._socket) connection._socket.setTimeout(milliseconds)
    },
    close: ({ politely } = { politely: false }) => {
      // Before there is a socket, nodemailer has nothing to write QUIT to.
      if (politely && connected && !connection.destroyed) connection.quit()
      connection.close()
    },
  }
}

function connectionOptions(smtp: ServerAddress, deadlines: Deadlines): SMTPConnection.Options {
  return {
    host: smtp.host,
    port: smtp.port,
    secure: smtp.tls === 'implicit',
    // Left unset, nodemailer goes on in clear text when somebody strips STARTTLS from the greeting.
    requireTLS: smtp.tls === 'starttls',
    ignoreTLS: smtp.tls === 'none',
    tls: { rejectUnauthorized: !smtp.selfSigned },
    connectionTimeout: deadlines.connect,
    greetingTimeout: deadlines.connect,
    socketTimeout: deadlines.command,
    socketCloseTimeout: 1000,
    maxResponseSize: 64 * 1024,
    logger: false,
  }
}

type Settle<T> = (error: Error | null | undefined, result?: T) => void

/** nodemailer tells a lost line by an event, and then often leaves the callback of the step unanswered. */
async function step<T>(
  connection: SMTPConnection,
  run: (settle: Settle<T>) => void,
  within: number | undefined,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const tooLate = within === undefined ? undefined : setTimeout(() => reject(new Error('too slow')), within)
  // A refusal that also ends the line has its own callback, just after.
  const onEnd = () => setImmediate(() => reject(new Error('the line was lost')))
  connection.once('error', reject).once('end', onEnd)
  try {
    run((error, result) => (error ? reject(error) : resolve(result as T)))
    return await promise
  } finally {
    clearTimeout(tooLate)
    connection.off('error', reject).off('end', onEnd)
  }
}

function announced(connection: SMTPConnection): Announced {
  const { _maxAllowedSize: largest, _supportedExtensions: extensions } = connection as unknown as Kept
  return { ...(largest > 0 && { largest }), smtpUtf8: extensions.includes('SMTPUTF8') }
}
