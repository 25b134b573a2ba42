import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** An answer without its line end; « drop » closes the line instead, « silent » says nothing. */
type Answer = string

/** What the server says to each verb; a function is told the whole line. Anything left out goes well. */
export interface Script {
  greeting?: Answer
  EHLO?: Answer
  AUTH?: Answer
  MAIL?: Answer
  RCPT?: Answer | ((line: string) => Answer)
  DATA?: Answer
  STARTTLS?: Answer
  /** After the final dot. */
  dot?: Answer
  /** At the first byte of the message. */
  midway?: Answer
}

export interface ScriptedServer {
  address: { host: string; port: number }
  /** Everything the client has said so far, on all lines. */
  heard(): string
  /** Lines open now, and ever. */
  open(): number
  connections(): number
  cut(): void
  stop(): Promise<void>
}

type Verb = 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'STARTTLS'

const wellKnown: Record<string, string> = {
  EHLO: '250-scripted\r\n250-SIZE 1000000\r\n250-AUTH PLAIN\r\n250 PIPELINING',
  AUTH: '235 2.7.0 welcome',
  DATA: '354 go on',
  QUIT: '221 bye',
}

/** A submission server that says exactly what a test wants, at the moment it wants it. */
export async function startScriptedServer(script: Script = {}): Promise<ScriptedServer> {
  const sockets = new Set<Socket>()
  let heard = ''
  let connections = 0
  const server = createServer((socket) => {
    connections++
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
    socket.on('data', (chunk) => (heard += chunk.toString('latin1')))
    converse(socket, script)
  })
  const cut = (): void => sockets.forEach((socket) => socket.destroy())
  return {
    address: await listen(server),
    heard: () => heard,
    open: () => sockets.size,
    connections: () => connections,
    cut,
    stop: async () => {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}

async function listen(server: Server): Promise<{ host: string; port: number }> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port }
}

function converse(socket: Socket, script: Script): void {
  let unread = ''
  let message: string | undefined
  const say = (answer: Answer): void => {
    if (answer === 'drop') socket.destroy()
    else if (answer !== 'silent') socket.write(`${answer}\r\n`)
  }
  const take = (line: string): void => {
    const verb = line.replace(/ .*/, '').toUpperCase() as Verb
    const scripted = script[verb] ?? wellKnown[verb] ?? '250 fine'
    const answer = typeof scripted === 'function' ? scripted(line) : scripted
    if (verb === 'DATA' && answer.startsWith('354')) message = ''
    say(answer)
  }

  say(script.greeting ?? '220 scripted')
  socket.on('data', (chunk) => {
    unread += chunk.toString('latin1')
    while (unread !== '') {
      if (message === undefined) {
        const end = unread.indexOf('\r\n')
        if (end < 0) return
        const line = unread.slice(0, end)
        unread = unread.slice(end + 2)
        take(line)
      } else {
        if (message === '' && script.midway) say(script.midway)
        message += unread
        unread = ''
        if (!`\r\n${message}`.endsWith('\r\n.\r\n')) return
        message = undefined
        say(script.dot ?? '250 2.0.0 taken')
      }
    }
  })
}
