import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Address } from './places.ts'

/** `sent` is what the client says, `received` what the server answers. */
type Direction = 'sent' | 'received'

interface Traffic {
  connections: number
  sentBytes: number
  receivedBytes: number
  /** Lines from the client: the commands of IMAP and SMTP, while they carry no literals. */
  commands: number
}

export interface FaultProxy {
  address: Address
  /** What went through since the start or the last `reset`. */
  traffic(): Traffic
  /** Lets everything through again; lines that were silenced go on where they stopped. */
  pass(): void
  /** Closes new connections at once, and those that exist. */
  refuse(): void
  /** Accepts, and lets nothing through any more, on existing lines neither. */
  silence(): void
  /** Cuts each line once so many more bytes of one direction have passed: those before arrive, the rest is lost. */
  cutAfter(bytes: number, direction?: Direction): void
  /** The same, but each line stays open: what follows in that direction is lost, and nobody hears of it. */
  truncateAfter(bytes: number, direction?: Direction): void
  /** The server's end is gone, and nobody told the client: what it sends is taken, and never answered. */
  halfOpen(): void
  /** Holds everything back by so many milliseconds. */
  delay(milliseconds: number): void
  /** Cuts every line; new ones are treated as before. */
  restart(): void
  /** `pass`, with the counts at nought. */
  reset(): void
  stop(): Promise<void>
}

interface Faults {
  refusing: boolean
  silent: boolean
  delay: number
  /** Bytes of each direction that still pass. */
  pass: Record<Direction, number>
  /** Whether the line is told, once no more pass, that it ends. */
  then: 'cut' | 'lost'
}

const whole = { sent: Infinity, received: Infinity }
const harmless = (): Faults => ({ refusing: false, silent: false, delay: 0, pass: whole, then: 'cut' })
const nothingYet = (): Traffic => ({ connections: 0, sentBytes: 0, receivedBytes: 0, commands: 0 })

/** What the server says, as it says it: on which line since the start, from 1. */
export type Overhear = (line: number, bytes: Buffer) => void

/** Puts itself between a client and a server of the lab, and does to their lines what networks do. */
export async function startFaultProxy(target: Address, overhear?: Overhear): Promise<FaultProxy> {
  let opened = 0
  const lines = new Set<Line>()
  let faults = harmless()
  let traffic = nothingYet()
  const server = createServer({ allowHalfOpen: true }, (client) => {
    traffic.connections++
    if (faults.refusing) {
      client.destroy()
      return
    }
    const number = ++opened
    const line = new Line(client, target, {
      faults: () => faults,
      traffic: () => traffic,
      heard: (bytes) => overhear?.(number, bytes),
    })
    lines.add(line)
    client.once('close', () => lines.delete(line))
  })
  const change = (next: Partial<Faults>): void => {
    faults = { ...harmless(), ...next }
    for (const line of lines) line.takeUp(faults)
  }
  const restart = (): void => {
    for (const line of lines) line.cut()
  }
  return {
    address: await listen(server),
    traffic: () => ({ ...traffic }),
    pass: () => change({}),
    refuse: () => {
      change({ refusing: true })
      restart()
    },
    silence: () => change({ silent: true }),
    cutAfter: (bytes, direction = 'received') => change({ pass: { ...whole, [direction]: bytes } }),
    truncateAfter: (bytes, direction = 'received') => change({ pass: { ...whole, [direction]: bytes }, then: 'lost' }),
    halfOpen: () => change({ pass: { sent: 0, received: 0 }, then: 'lost' }),
    delay: (milliseconds) => change({ delay: milliseconds }),
    restart,
    reset: () => {
      traffic = nothingYet()
      change({})
    },
    stop: async () => {
      restart()
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}

async function listen(server: Server): Promise<Address> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port }
}

interface Now {
  faults: () => Faults
  traffic: () => Traffic
  heard: (bytes: Buffer) => void
}

class Line {
  readonly #ends: Record<Direction, Socket>
  #left: Record<Direction, number> = { ...whole }

  constructor(client: Socket, target: Address, now: Now) {
    const server = connect({ ...target, allowHalfOpen: true })
    this.#ends = { sent: client, received: server }
    this.#carry('sent', server, now)
    this.#carry('received', client, now)
    this.takeUp(now.faults())
  }

  takeUp({ silent, pass }: Faults): void {
    this.#left = { ...pass }
    for (const direction of ['sent', 'received'] as const) {
      if (silent) this.#ends[direction].pause()
      else this.#ends[direction].resume()
    }
  }

  cut(): void {
    for (const socket of Object.values(this.#ends)) socket.destroy()
  }

  #carry(direction: Direction, to: Socket, { faults, traffic, heard }: Now): void {
    const from = this.#ends[direction]
    const later = (act: () => void): void => {
      if (faults().delay > 0) setTimeout(act, faults().delay)
      else act()
    }
    from.on('data', (chunk: Buffer) => {
      const passing = chunk.subarray(0, this.#left[direction])
      this.#left[direction] -= passing.length
      count(traffic(), direction, passing)
      if (direction === 'received') heard(chunk)
      const last = this.#left[direction] <= 0 && faults().then === 'cut'
      later(() => {
        if (last) to.write(passing, () => this.cut())
        else to.write(passing)
      })
    })
    const unheard = (): boolean => direction === 'received' && this.#left.received <= 0 && faults().then === 'lost'
    from.on('end', () => later(() => !unheard() && to.end()))
    from.on('error', () => !unheard() && to.destroy())
    from.on('close', () => later(() => !unheard() && to.destroySoon()))
  }
}

function count(traffic: Traffic, direction: Direction, chunk: Buffer): void {
  traffic[`${direction}Bytes`] += chunk.length
  if (direction === 'sent') for (const byte of chunk) if (byte === 10) traffic.commands++
}
