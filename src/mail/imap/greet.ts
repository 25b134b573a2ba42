import net from 'node:net'
import tls from 'node:tls'
import { MailError } from '../errors.ts'
import type { ServerAddress } from '../types.ts'

/** Resolves when the server greets (RFC 9051 §7.1.1), without signing in. Rejects after `deadline` ms. */
export function greet({ host, port, tls: mode, selfSigned }: ServerAddress, deadline: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket =
      mode === 'implicit'
        ? tls.connect({ host, port, rejectUnauthorized: selfSigned !== true })
        : net.connect({ host, port })
    const end = (error?: MailError): void => {
      clearTimeout(timer)
      socket.destroy()
      if (error) reject(error)
      else resolve()
    }
    const timer = setTimeout(() => end(new MailError('server-silent', { detail: 'greeting' })), deadline)
    socket.on('error', (cause) => end(new MailError('server-unreachable', { detail: 'greeting', cause })))
    socket.on('close', () => end(new MailError('server-unreachable', { detail: 'closed before its greeting' })))
    socket.once('data', (bytes: Buffer) =>
      /^\* (OK|PREAUTH)\b/i.test(bytes.toString('latin1'))
        ? end()
        : end(new MailError('server-unreachable', { detail: 'not a greeting' })),
    )
  })
}
