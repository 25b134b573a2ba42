import type { Undone, WhyLeft } from '../types.ts'

/** Counts what was put back, and what was not and why. */
export class Tally {
  #count = 0
  readonly #left = new Map<WhyLeft, number>()

  put(count = 1): void {
    this.#count += count
  }

  leave(why: WhyLeft, count = 1): void {
    if (count > 0) this.#left.set(why, (this.#left.get(why) ?? 0) + count)
  }

  get outcome(): Pick<Undone, 'count' | 'left' | 'state'> {
    const left = [...this.#left].map(([why, count]) => ({ why, count }))
    return { count: this.#count, left, state: this.#left.has('later') ? 'unfinished' : 'done' }
  }
}
