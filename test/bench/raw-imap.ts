import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { LabPlaces, LabUser } from '../lab/index.ts'

export interface RawImap {
  /** Sends one command and waits for its tagged answer; nothing is parsed. Rejects when the server says no. */
  ask(command: string): Promise<string>
  close(): void
}

/** The floor: an IMAP line without any library, signed in, `INBOX` selected. */
export async function openRawImap({ imap }: LabPlaces, { login, password }: LabUser): Promise<RawImap> {
  const socket: Socket = connect(imap.port, imap.host)
  socket.setNoDelay(true)
  await once(socket, 'data')

  let number = 0
  async function ask(command: string): Promise<string> {
    const tag = `a${String(++number)}`
    socket.write(`${tag} ${command}\r\n`)
    const chunks: string[] = []
    for (;;) {
      const [chunk] = (await once(socket, 'data')) as [Buffer]
      chunks.push(chunk.toString('latin1'))
      const tail = chunks.slice(-2).join('')
      const end = tail.lastIndexOf(`${tag} `)
      if (end >= 0 && tail.endsWith('\r\n')) {
        if (!tail.startsWith(`${tag} OK`, end)) throw new Error(`${command}: ${tail.slice(end)}`)
        return chunks.join('')
      }
    }
  }

  await ask(`LOGIN ${login} "${password}"`)
  await ask('SELECT INBOX')
  return { ask, close: () => socket.destroy() }
}
