import { arrivalOf } from './arrival-order.ts'
import type { FolderContext } from './context.ts'
import { compare, type Place } from './search-cursor.ts'

/** Dates asked for at once: each question narrows the search so many times. */
const ways = 24

/** How many of `uids` (oldest first) follow `place` in the order of results: those before that index. */
export async function startOf(
  context: FolderContext,
  { uids, end, index }: { uids: Uint32Array; end: number; index: number },
  place: Place,
): Promise<number> {
  let low = 0
  let high = end
  while (low < high) {
    const step = Math.max(1, Math.ceil((high - low) / ways))
    const asked: number[] = []
    for (let at = low; at < high; at += step) asked.push(at)
    const seconds = await arrivalOf(
      context,
      asked.map((at) => uids[at] ?? 0),
    )
    const follows = (at: number): boolean => {
      const uid = uids[at] ?? 0
      return compare(place, { second: seconds.get(uid) ?? 0, folder: index, uid }) < 0
    }
    // Those that follow come first in the list: the last of them and the first of the others are `step` apart.
    const firstOther = asked.find((at) => !follows(at))
    const lastFollower = asked.findLast((at) => (firstOther === undefined || at < firstOther) && follows(at))
    high = firstOther ?? high
    low = lastFollower === undefined ? high : lastFollower + 1
  }
  return high
}
