import { LRUCache } from 'lru-cache'

/** Letters that one network may save without a session within an hour: a whole school may stand behind one. */
const most = 60
const anHour = 3_600_000
const mostNetworks = 10_000

/** One network has saved as much without a session as it may for now. */
class TooManyParked extends Error {
  override readonly name = 'TooManyParked'
  readonly status = 429
}

/**
 * Counts what is saved without a session, by network, as this process sees it; throws `TooManyParked`. Each account's
 * share is bounded in the store: this bounds what many tokens in one hand may do.
 */
export function createParkingWindow(): (network: string) => void {
  const counts = new LRUCache<string, number>({ max: mostNetworks, ttl: anHour, noUpdateTTL: true })
  return (network) => {
    const count = (counts.get(network) ?? 0) + 1
    counts.set(network, count)
    if (count > most) throw new TooManyParked('Too many letters without a session')
  }
}
