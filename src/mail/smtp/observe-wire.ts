import type { Socket } from 'node:net'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Wire } from '../types.ts'

/**
 * Shows `wire` what passes inside TLS too. nodemailer puts another socket into `_socket` after STARTTLS,
 * so each one is caught as it comes, before it has carried a byte.
 */
export function observeWire(connection: SMTPConnection, wire: Wire): void {
  let current = connection._socket
  Object.defineProperty(connection, '_socket', {
    get: () => current,
    set: (socket: typeof current) => {
      current = socket
      if (socket) tap(socket, wire)
    },
  })
}

/** By `push`, not by a `data` listener: that would set the socket flowing before nodemailer listens. */
function tap(socket: Socket, wire: Wire): void {
  const push = socket.push.bind(socket)
  socket.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk instanceof Uint8Array) wire('received', chunk)
    return push(chunk, encoding)
  }

  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean
  socket.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    wire('sent', typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
    return write(chunk, ...rest)
  }
}
