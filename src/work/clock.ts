/** Time as this process sees it: passed in, so that a test need not wait 48 hours. */
export interface Clock {
  /** The wall clock, milliseconds since 1970: for dates that are written down or promised. */
  now(): number
  /** Milliseconds that never jump, whatever happens to the wall clock: for delays. */
  monotonic(): number
}

export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() }
