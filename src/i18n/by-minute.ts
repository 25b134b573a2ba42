import { LRUCache } from 'lru-cache'

/** Some 150 bytes each: the dates of a few hundred lists. */
const kept = new LRUCache<string, string | number>({ max: 20_000 })

let writers = 0

/**
 * Intl takes some ten microseconds to write one date, and a list shows fifty: how a minute is written is remembered.
 * For what does not change within a minute of any clock.
 */
export function byMinute<T extends string | number>(write: (date: Date) => T): (date: Date) => T {
  const own = String(++writers)
  return (date) => {
    const key = `${own} ${String(Math.floor(date.getTime() / 60_000))}`
    let written = kept.get(key) as T | undefined
    if (written === undefined) kept.set(key, (written = write(date)))
    return written
  }
}
