import { MailError, type Moved } from '../../mail/index.ts'
import { runsOf } from '../uid-runs.ts'
import { atPlaces } from './at-places.ts'
import { destination, type Place } from './trail.ts'
import type { Undoing } from './undoing.ts'
import { isStanding } from './why-lost.ts'

/** Moves messages back to the folder they came from, those that are still where they were put. */
export async function undoMove(undoing: Undoing, moved: Moved): Promise<void> {
  const { again, folders, mail, of, tally, trail } = undoing
  const home = trail.folder(moved.from.folder)
  const left = moved.left === 'marked' ? await unmark(undoing, moved) : moved.from.uids
  if (left.length === 0) return
  if (!isStanding(home, moved.from.folder, folders)) return tally.leave('home-gone', left.length)

  const there = trail.folder(moved.to)
  const places: Place[] = []
  for (const uid of left) {
    const made = destination(moved, uid)
    const place = trail.place(made)
    if (again && trail.wasPutBack(of, made)) tally.put()
    else if (!place) tally.leave('removed')
    else if (place.folder === home) tally.put()
    else if (place.folder !== there) tally.leave('elsewhere')
    else places.push(place)
  }
  await atPlaces(undoing, places, async (selection) => {
    const back = await mail.moveMessages(selection, home)
    await undoing.keep({ of, moved: back })
    const gone = new Set(selection.uids).difference(new Set(back.from.uids))
    return back.from.uids.length + (gone.size > 0 ? await countBack(undoing, home, namesOf(gone, places)) : 0)
  })
}

const namesOf = (uids: ReadonlySet<number>, places: Place[]): string[] =>
  places.flatMap(({ at, messageId }) => (at && uids.has(at.uid) && messageId ? [messageId] : []))

/** Whoever undid this before may have died after the move, and before it was written down. */
async function countBack({ again, mail }: Undoing, home: string, names: string[]): Promise<number> {
  let count = 0
  for (const name of again ? names : [])
    if ((await mail.findByHeader(home, 'Message-ID', name)).uids.length === 1) count++
  return count
}

/**
 * A server that can only copy left the messages where they were, flagged \Deleted: they count again, and the copies are
 * flagged instead. Gives the UIDs of those that are not there any more.
 */
async function unmark(undoing: Undoing, moved: Moved): Promise<number[]> {
  const { mail, of, tally, trail } = undoing
  const { uidValidity, uids } = moved.from
  const folder = trail.folder(moved.from.folder)
  if (!undoing.folders.some(({ path }) => path === folder)) return uids

  const there = await mail.thaw({ folder, uidValidity, set: runsOf(uids) }).catch(noneIfRebuilt)
  if (!there) return uids
  await mail.changeFlags(there, { remove: ['deleted'] })
  await undoing.keep({ of, restored: { ...there, folder: moved.from.folder } })
  tally.put(there.uids.length)

  const back = new Set(there.uids)
  await markCopies(
    undoing,
    uids.filter((uid) => back.has(uid)).map((uid) => destination(moved, uid)),
  )
  return uids.filter((uid) => !back.has(uid))
}

function noneIfRebuilt(error: unknown): undefined {
  if (!(error instanceof MailError) || error.reason !== 'message-not-found') throw error
}

/** What becomes of a copy changes nothing of what was put back: only those flagged are told of. */
async function markCopies(undoing: Undoing, copies: Place[]): Promise<void> {
  const { late, mail, tally, trail } = undoing
  const silent = { put: () => undefined, leave: () => undefined }
  const places = copies.flatMap((copy) => trail.place(copy) ?? [])
  await atPlaces({ late, mail, tally: silent }, places, async (selection) => {
    const { how, selection: removed } = await mail.removeMessages(selection)
    if (how === 'marked') tally.leave('copies-marked', removed.uids.length)
    return removed.uids.length
  })
}
