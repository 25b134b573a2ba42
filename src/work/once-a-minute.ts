import type { Clock } from './clock.ts'

/** Milliseconds. */
export const minute = 60_000
/** Keys remembered before those of more than a minute ago are forgotten. */
const mostRemembered = 5_000

/** For what every request may ask for: true the first time, then once a minute for each key. */
export function createOnceAMinute({ monotonic }: Pick<Clock, 'monotonic'>): (key: string) => boolean {
  const asked = new Map<string, number>()
  return (key) => {
    const now = monotonic()
    const last = asked.get(key)
    if (last !== undefined && now - last < minute) return false

    if (asked.size > mostRemembered) for (const [known, at] of asked) if (now - at > minute) asked.delete(known)
    asked.set(key, now)
    return true
  }
}
