import type { FlagChange, FlagsChanged } from '../../mail/index.ts'
import { runsOf } from '../uid-runs.ts'
import { atPlaces } from './at-places.ts'
import type { Tally } from './tally.ts'
import type { Place } from './trail.ts'
import type { Undoing } from './undoing.ts'

/** Flags by their own names, keywords by theirs: what a deed set, and what it took away. */
export interface Marked {
  set: string[]
  unset: string[]
}

/** Sets and takes away again what a deed truly changed, wherever its messages are now. What else they have stays. */
export async function undoFlags(
  undoing: Pick<Undoing, 'late' | 'mail' | 'trail'> & { tally: Pick<Tally, 'put' | 'leave'> },
  { selection: { folder, uidValidity }, before }: FlagsChanged,
  marked: Marked,
): Promise<void> {
  const { mail, tally, trail } = undoing
  const groups = Map.groupBy(before, (one) => JSON.stringify(reverseOf(one, marked)))
  for (const [, group] of groups) {
    const [first] = group
    if (!first) continue
    const places = group.map(({ uid }) => trail.place({ folder, at: { uidValidity, uid } }))
    tally.leave('removed', places.filter((place) => !place).length)
    const standing = places.filter((place): place is Place => place !== undefined)
    await atPlaces(undoing, standing, async (chosen) => {
      const there = await mail.thaw({ ...chosen, set: runsOf(chosen.uids) })
      await mail.changeFlags(there, reverseOf(first, marked))
      return there.uids.length
    })
  }
}

function reverseOf({ flags, keywords }: FlagsChanged['before'][number], { set, unset }: Marked): FlagChange {
  // Keywords are case-insensitive (RFC 9051 §2.3.2).
  const had = new Set([...flags, ...keywords].map((name) => name.toLowerCase()))
  const isFlag = (name: string) => name === 'seen' || name === 'flagged' || name === 'deleted'
  const gone = set.filter((name) => !had.has(name.toLowerCase()))
  const back = unset.filter((name) => had.has(name.toLowerCase()))
  return {
    add: back.filter(isFlag),
    remove: gone.filter(isFlag),
    addKeywords: back.filter((name) => !isFlag(name)),
    removeKeywords: gone.filter((name) => !isFlag(name)),
  }
}
