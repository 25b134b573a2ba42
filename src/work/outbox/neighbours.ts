import type { Clock } from '../clock.ts'

/** What a process shows of itself: each renewal writes another value. */
interface Lease {
  owner: string
  until: number
}

/**
 * The other processes on this store, by their leases. One is gone when its lease has not moved for as long as a lease
 * lasts on our monotonic clock: the wall clock may be set, here or where it was written.
 */
export class Neighbours {
  readonly #clock: Pick<Clock, 'monotonic'>
  readonly #patience: number
  #seen = new Map<string, { until: number; since: number }>()

  constructor(clock: Pick<Clock, 'monotonic'>, patience: number) {
    this.#clock = clock
    this.#patience = patience
  }

  /** Of those whose leases are given, the ones that are gone. */
  gone(leases: Lease[]): string[] {
    const now = this.#clock.monotonic()
    const before = this.#seen
    this.#seen = new Map(
      leases.map(({ owner, until }) => {
        const known = before.get(owner)
        return [owner, { until, since: known?.until === until ? known.since : now }]
      }),
    )
    return [...this.#seen].filter(([, { since }]) => now - since > this.#patience).map(([owner]) => owner)
  }
}
