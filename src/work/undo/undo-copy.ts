import type { Moved } from '../../mail/index.ts'
import { runsOf } from '../uid-runs.ts'
import { atPlaces } from './at-places.ts'
import { destination, type Place } from './trail.ts'
import type { Undoing } from './undoing.ts'

/**
 * Removes copies, only ever the UIDs the server said they got: one that it did not tell could be anything. A copy whose
 * original is gone meanwhile is the last one, and stays.
 */
export async function undoCopy(undoing: Undoing, moved: Moved): Promise<void> {
  const { again, mail, tally, trail } = undoing
  const there = trail.folder(moved.to)
  const copies: { copy: Place; original: Place | undefined }[] = []
  for (const uid of moved.from.uids) {
    const made = destination(moved, uid)
    const copy = made.at && trail.place(made)
    if (!made.at) tally.leave('copies-unknown')
    else if (!copy) tally.put()
    else if (copy.folder !== there) tally.leave('elsewhere')
    else copies.push({ copy, original: originalOf(undoing, moved, uid) })
  }

  const standing = await standingOf(
    undoing,
    copies.flatMap(({ original }) => original ?? []),
  )
  const [spare, last] = parted(copies, ({ original }) => original !== undefined && standing.has(nameOf(original)))
  tally.leave('original-gone', last.length)
  await atPlaces(
    undoing,
    spare.map(({ copy }) => copy),
    async (selection) => {
      const { how, selection: removed } = await mail.removeMessages(selection)
      // Whoever undid this before may have removed them, and been cut off before that was written down.
      const gone = again ? selection : removed
      if (how === 'marked') tally.leave('copies-marked', removed.uids.length)
      else await undoing.keep({ removed: gone })
      return gone.uids.length
    },
  )
}

const originalOf = ({ trail }: Undoing, { from: { folder, uidValidity } }: Moved, uid: number): Place | undefined =>
  trail.place({ folder, at: { uidValidity, uid } })

/** Names of the places where a message is. */
async function standingOf({ late, mail }: Undoing, places: Place[]): Promise<Set<string>> {
  const standing = new Set<string>()
  const silent = { put: () => undefined, leave: () => undefined }
  await atPlaces({ late, mail, tally: silent }, places, async (selection) => {
    const { folder, uidValidity, uids } = await mail.thaw({ ...selection, set: runsOf(selection.uids) })
    for (const uid of uids) standing.add(nameOf({ folder, at: { uidValidity, uid } }))
    return uids.length
  })
  return standing
}

const nameOf = ({ folder, at }: Place): string => `${String(at?.uidValidity)} ${String(at?.uid)} ${folder}`

function parted<T>(all: T[], holds: (one: T) => boolean): [T[], T[]] {
  return [all.filter(holds), all.filter((one) => !holds(one))]
}
