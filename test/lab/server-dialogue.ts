import { once } from 'node:events'
import { connect, type NetConnectOpts, type Socket } from 'node:net'

/**
 * A conversation with a server that answers in lines: `say` a command, `hear` the next line.
 * Used for LMTP and for Dovecot's authentication socket.
 */
export class ServerDialogue {
  readonly #socket: Socket
  readonly #lines: AsyncGenerator<string, undefined>

  constructor(place: NetConnectOpts) {
    this.#socket = connect(place)
    this.#lines = linesOf(this.#socket)
  }

  say(text: string | Buffer): void {
    this.#socket.write(text)
  }

  /** The next line without its end. Rejects when the server has closed the line instead. */
  async hear(): Promise<string> {
    const line = await this.#lines.next()
    if (line.done) throw new Error('The server closed the connection')
    return line.value
  }

  async end(): Promise<void> {
    if (this.#socket.destroyed) return
    this.#socket.destroy()
    await once(this.#socket, 'close')
  }
}

async function* linesOf(socket: Socket): AsyncGenerator<string, undefined> {
  let rest = ''
  for await (const chunk of socket) {
    const lines = (rest + String(chunk)).split(/\r?\n/)
    rest = lines.pop() ?? ''
    yield* lines
  }
  return undefined
}
