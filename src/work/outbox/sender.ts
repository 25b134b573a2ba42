import type { Credentials } from '../../mail/index.ts'
import { factsOf } from '../log.ts'
import { renewLeases, returnLeases } from './leases.ts'
import { ready, waitOf, type Mean } from './means.ts'
import type { OutboxParts } from './outbox-parts.ts'
import { hasHour, type OutboxRow } from './outbox-rows.ts'
import { recoverAbandoned } from './recover.ts'
import { dueForRelay } from './relay.ts'
import { runOnce } from './run-once.ts'
import type { Outcome } from './submit-letter.ts'

/** The longest time to undo, milliseconds: a process that was asked to stop lives until it is over. */
const lastDelay = 120_000
/** The wall clock may be set: nobody waits longer than this without looking at it again, milliseconds. */
const longestNap = 30_000
/** The longest of our delays: whatever the wall clock says, no retry waits longer. Milliseconds. */
const longestDelay = 3_600_000

/** Sends what is due, a few letters at once, for as long as it has the means. */
export class Sender {
  readonly #parts: OutboxParts
  readonly #means = new Map<string, Mean>()
  readonly #takenMeanwhile = new Map<string, () => void>()
  readonly #aside = new Set<Promise<unknown>>()
  readonly #running = new Map<string, { account: string; ended: Promise<void> }>()
  #state: 'idle' | 'started' | 'stopping' = 'idle'
  #nap: NodeJS.Timeout | undefined
  #keeping: NodeJS.Timeout | undefined

  constructor(parts: OutboxParts) {
    this.#parts = parts
  }

  /** Started already, it looks around at once. */
  start(): void {
    this.#state = 'started'
    const keep = (): void => void this.#keep()
    clearInterval(this.#keeping)
    this.#keeping = setInterval(keep, this.#parts.lease / 3).unref()
    keep()
    this.#wake()
  }

  /** Takes on a letter with the means to send it: its writer's credentials, or the relay's, which are always here. */
  take(row: OutboxRow, credentials?: Credentials): void {
    if (this.#state === 'stopping') return
    if (this.#running.has(row.id)) {
      // The try under way ends first, and must not postpone what was asked since.
      this.#takenMeanwhile.set(row.id, () => this.take(row, credentials))
      return
    }
    const { id, account } = row
    const notBefore = this.#parts.clock.monotonic() + this.#waitFor(row)
    const dueAt = row.state === 'waiting' && hasHour(row, 0) ? row.due_at : 0
    const failed = row.attempts > 0
    this.#means.set(id, { id, account, ...(credentials && { credentials }), notBefore, dueAt, failed })
    this.#wake()
  }

  /** Milliseconds: whoever takes on a letter it did not see pressed waits the whole time to undo again. */
  #waitFor({ lease_owner, next_attempt_at, attempts, delay }: OutboxRow): number {
    const { clock, owner, lease } = this.#parts
    const others = lease_owner === null || lease_owner === owner ? 0 : lease
    const nextTry = Math.min(longestDelay, (next_attempt_at ?? 0) - clock.now())
    return Math.max(0, others, nextTry, attempts === 0 ? delay : 0)
  }

  /** Does something beside sending, which a process that stops still ends. */
  aside(work: Promise<unknown>): void {
    const ended = work.catch((error: unknown) => {
      this.#parts.log.error(factsOf(error), 'something beside sending could not be done')
    })
    this.#aside.add(ended)
    void ended.finally(() => this.#aside.delete(ended))
  }

  has(id: string): boolean {
    return this.#means.has(id)
  }

  /** Forgets a letter, and the password with it. */
  drop(id: string): void {
    this.#means.delete(id)
    this.#takenMeanwhile.delete(id)
  }

  async stop(): Promise<void> {
    this.#state = 'stopping'
    for (let left = this.#endSoon(); left.length > 0; left = this.#endSoon()) await Promise.race(left)
    clearTimeout(this.#nap)
    clearInterval(this.#keeping)
    await Promise.all([...this.#aside])
    await returnLeases(this.#parts)
  }

  /** What a stopping process still waits for: sends under way, and those it promised for the next moments. */
  #endSoon(): Promise<void>[] {
    const time = this.#time()
    for (const mean of this.#means.values()) {
      const later = mean.failed || !mean.credentials || waitOf(mean, time) > lastDelay
      if (later && !this.#running.has(mean.id)) this.#means.delete(mean.id)
    }
    this.#wake()
    const napped = this.#means.size > this.#running.size ? [this.#rest()] : []
    return [...[...this.#running.values()].map(({ ended }) => ended), ...napped]
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, Math.min(1000, this.#shortestWait() ?? 1000)))
  }

  #wake(): void {
    clearTimeout(this.#nap)
    if (this.#state === 'idle') return
    for (const mean of ready(this.#means.values(), this.#running, this.#time())) this.#run(mean)
    const wait = this.#shortestWait()
    if (wait !== undefined) this.#nap = setTimeout(() => this.#wake(), Math.min(longestNap, wait)).unref()
  }

  /** Those that could start but for the bounds are woken by whatever ends. */
  #shortestWait(): number | undefined {
    const idle = [...this.#means.values()].filter(({ id }) => !this.#running.has(id))
    const waits = idle.map((mean) => waitOf(mean, this.#time())).filter((wait) => wait > 0)
    return waits.length > 0 ? Math.max(10, Math.min(...waits)) : undefined
  }

  #run(mean: Mean): void {
    const ended = this.#tryOnce(mean).finally(() => {
      this.#running.delete(mean.id)
      this.#takenMeanwhile.get(mean.id)?.()
      this.#takenMeanwhile.delete(mean.id)
      this.#parts.changed.emit('entry', mean.id)
      this.#wake()
    })
    this.#running.set(mean.id, { account: mean.account, ended })
  }

  async #tryOnce(mean: Mean): Promise<void> {
    try {
      await this.#settle(mean, await runOnce(this.#parts, mean))
    } catch (error) {
      this.#parts.log.error({ outbox: mean.id, ...factsOf(error) }, 'the outbox could not be written')
      this.#postpone(mean, this.#parts.lease)
    }
  }

  async #settle(mean: Mean, outcome: Outcome): Promise<void> {
    // What the relay could not send is found again when it is due, unless a session comes first.
    if (outcome.next === 'again' && mean.credentials) return this.#postpone(mean, outcome.delay)
    if (outcome.next === 'file' && mean.credentials) return
    this.#means.delete(mean.id)
    // What the relay has sent is filed by whoever signs in.
    if (outcome.next !== 'over') await returnLeases(this.#parts, [mean.id])
  }

  #postpone(mean: Mean, delay: number): void {
    mean.notBefore = this.#parts.clock.monotonic() + delay
    mean.failed = true
  }

  /** Keeps what is ours, and looks after what a process left that was killed. */
  async #keep(): Promise<void> {
    try {
      if (this.#means.size > 0) await renewLeases(this.#parts)
      for (const id of await recoverAbandoned(this.#parts)) this.#parts.changed.emit('entry', id)
      for (const row of await dueForRelay(this.#parts)) if (!this.has(row.id)) this.take(row)
    } catch (error) {
      this.#parts.log.error(factsOf(error), 'leases of the outbox could not be renewed')
    }
  }

  #time() {
    const { clock } = this.#parts
    return { now: clock.now(), monotonic: clock.monotonic() }
  }
}
