import net from 'node:net'
import tls from 'node:tls'
import type { Duplex } from 'node:stream'
import type { ImapTransport } from 'imapflow'
import type { Wire } from '../types.ts'

/** When the server was last heard, and what is still to be sent. */
export interface Activity {
  /** `performance.now()` of the last byte received. */
  heardAt: number
  /** Bytes written and not yet taken by the system: while they go down, the server lives. */
  pending: () => number
}

/**
 * ImapFlow's way to its server, watched: bytes are seen in clear text both ways (so above TLS),
 * `activity` lets a command know whether anything still comes.
 */
export function watchedTransport(activity: Activity, wire?: Wire): ImapTransport {
  const watch = <T extends Duplex>(socket: T): T => {
    activity.pending = () => socket.writableLength
    if (wire) observeSent(socket, wire)
    return socket
  }
  const listen = (socket: Duplex): void => {
    socket.on('data', (bytes: Buffer) => {
      activity.heardAt = performance.now()
      wire?.('received', bytes)
    })
  }

  return {
    connect({ host, port, secure, servername, tls: options }, onConnect) {
      const where = { host, port, ...(servername !== undefined && { servername }) }
      const ready = (): void => {
        // ImapFlow attaches its parser first: a listener of ours alone would let the greeting flow past it.
        onConnect()
        listen(socket)
      }
      const socket = watch(secure ? tls.connect({ ...where, ...options }, ready) : net.connect(where, ready))
      return socket
    },
    upgrade(plain, { host, port, servername, tls: options }, onSecure) {
      plain.removeAllListeners('data')
      const ready = (): void => {
        onSecure()
        listen(socket)
      }
      const where = { host, port, ...(servername !== undefined && { servername }) }
      const socket = watch(tls.connect({ socket: plain, ...where, ...options }, ready))
      return socket
    },
  }
}

function observeSent(socket: Duplex, wire: Wire): void {
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean
  socket.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
    wire('sent', typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
    return write(chunk, ...rest)
  }) as typeof socket.write
}
