import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { lab } from '../../support/lab.ts'

export interface RewritingProxy {
  address: { host: string; port: number }
  stop: () => Promise<void>
}

/** The lab's Dovecot, poorer: words of its answers, and of what it is told, are replaced by others of the same length, in order. */
export async function startPoorerServer(
  words: Record<string, string>,
  told: Record<string, string> = {},
): Promise<RewritingProxy> {
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  }
  const listener = createServer((client) => {
    const server = keep(connect(lab().imap))
    keep(client).on('data', (chunk: Buffer) => server.write(replace(chunk, told), 'latin1'))
    server.on('data', (chunk: Buffer) => client.write(replace(chunk, words), 'latin1'))
    server.on('close', () => client.destroy())
    client.on('close', () => server.destroy())
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  return {
    address: { host: '127.0.0.1', port: (listener.address() as AddressInfo).port },
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      listener.close()
      await once(listener, 'close')
    },
  }
}

const replace = (chunk: Buffer, words: Record<string, string>): string =>
  Object.entries(words).reduce((text, [word, other]) => text.replaceAll(word, other), chunk.toString('latin1'))
