import { createHmac, randomBytes } from 'node:crypto'
import { MailError } from '../errors.ts'
import type { Credentials } from '../types.ts'
import type { Line } from './line.ts'
import { Pool } from './pool.ts'

export interface KeeperOptions {
  open: (account: string, credentials: Credentials, onLost: (line: Line) => void) => Promise<Line>
  /** Lines of the whole process. */
  ceiling: number
  /** Milliseconds after which an unused line is closed. */
  idleAfter: number
  /** Milliseconds to wait for room under the ceiling. */
  patience: number
}

/**
 * Keeps lines open between requests. A pool belongs to an account **and** the credentials that opened it:
 * who comes with an old password never reads through a line that the new one opened.
 */
export class Keeper {
  readonly #options: KeeperOptions
  readonly #pools = new Map<string, Pool>()
  readonly #secret = randomBytes(32)
  /** A page asks half a dozen times with the same ones. */
  readonly #digests = new WeakMap<Credentials, string>()
  readonly #idleTimers = new Map<Line, NodeJS.Timeout>()
  #count = 0
  #waiting: (() => void)[] = []

  constructor(options: KeeperOptions) {
    this.#options = options
  }

  /** The pool to borrow from; made when there is none. */
  poolOf(account: string, credentials: Credentials): Pool {
    const key = this.#keyOf(account, credentials)
    const kept = this.#pools.get(key)
    if (kept) return kept

    const pool: Pool = new Pool({
      open: () => this.#openFor(account, credentials, (line) => pool.forget(line)),
      freed: (line) => this.#rest(line),
      emptied: () => {
        if (this.#pools.get(key) === pool) this.#pools.delete(key)
      },
    })
    this.#pools.set(key, pool)
    return pool
  }

  /** Lines open, and those that somebody works on. */
  get standing(): { open: number; lent: number } {
    const lines = [...this.#pools.values()].flatMap((pool) => [...pool.lines])
    return { open: lines.length, lent: lines.filter(({ busy }) => busy).length }
  }

  signOut(account: string): void {
    for (const [key, pool] of this.#pools) {
      if (!key.startsWith(`${account}\0`)) continue
      this.#pools.delete(key)
      pool.retire()
    }
  }

  close(): void {
    for (const pool of this.#pools.values()) pool.end()
    this.#pools.clear()
  }

  #keyOf(account: string, credentials: Credentials): string {
    let digest = this.#digests.get(credentials)
    if (digest === undefined) {
      const { login, password } = credentials
      digest = createHmac('sha256', this.#secret).update(`${login}\0${password}`).digest('base64url')
      this.#digests.set(credentials, digest)
    }
    return `${account}\0${digest}`
  }

  async #openFor(account: string, credentials: Credentials, forget: (line: Line) => void): Promise<Line> {
    await this.#takeRoom()
    // A refused line is lost too: the place is given back once, whichever way it went.
    return this.#options.open(account, credentials, (line) => {
      clearTimeout(this.#idleTimers.get(line))
      this.#idleTimers.delete(line)
      this.#count--
      forget(line)
      this.#waiting.shift()?.()
    })
  }

  /** Reserves a place under the ceiling, closing the line that has been idle longest when there is none. */
  async #takeRoom(): Promise<void> {
    const limit = performance.now() + this.#options.patience
    while (this.#count >= this.#options.ceiling) {
      const oldest = this.#longestIdle()
      if (oldest) {
        oldest.close()
        continue
      }
      const left = limit - performance.now()
      if (left <= 0) throw new MailError('too-many-connections', { detail: 'ceiling of this process' })
      await this.#somebodyFreed(left)
    }
    this.#count++
  }

  #somebodyFreed(atMost: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer)
        this.#waiting = this.#waiting.filter((other) => other !== wake)
        resolve()
      }
      const timer = setTimeout(wake, atMost)
      this.#waiting.push(wake)
    })
  }

  #longestIdle(): Line | undefined {
    let oldest: Line | undefined
    for (const { lines } of this.#pools.values()) {
      for (const line of lines) if (!line.busy && line.usedAt < (oldest?.usedAt ?? Infinity)) oldest = line
    }
    return oldest
  }

  /** A line nobody waits for: counts down to its end, and may make room for another user. */
  #rest(line: Line): void {
    const timer = this.#idleTimers.get(line)
    if (timer) timer.refresh()
    else this.#idleTimers.set(line, setTimeout(() => this.#endIfIdle(line), this.#options.idleAfter).unref())
    this.#waiting.shift()?.()
  }

  #endIfIdle(line: Line): void {
    if (line.busy) this.#idleTimers.get(line)?.refresh()
    else line.close()
  }
}
