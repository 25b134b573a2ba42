import type { Folder, Moved } from '../../mail/index.ts'
import type { Move } from '../deeds.ts'
import type { Deed, Remembered, Undone, WhyLeft } from '../types.ts'
import { destination, Trail } from './trail.ts'
import { isStanding, mostFollowed } from './why-lost.ts'

/** Nobody learns from the history that what was left for these is where it can be moved from again. */
const unseen: WhyLeft[] = ['missing', 'unclear', 'unknown']

const passing: WhyLeft[] = [...unseen, 'elsewhere', 'home-gone', 'refused']

const moving: Record<Move['kind'], true> = { moved: true, archived: true, deleted: true, junked: true, unjunked: true }

/** Whether an ended undo may be begun again: only of moves, where what was put back is told from what was not. */
export const mayGoOn = ({ what, left }: Undone): boolean =>
  Object.hasOwn(moving, what) && left.some(({ why }) => passing.includes(why))

/** Whether something an undo had to leave can go back by now, as far as the history and the folders tell. */
export function goesOn({ id, deed, undone, since }: Remembered, folders: Folder[]): boolean {
  if (undone?.deed.state !== 'done' || !mayGoOn(undone.deed)) return false
  const hidden = undone.deed.left.filter(({ why }) => unseen.includes(why)).reduce((sum, { count }) => sum + count, 0)
  const trail = new Trail(since)
  return movesOf(deed).reduce((sum, moved) => sum + waiting(moved, id, { trail, folders }), 0) > hidden
}

const movesOf = (deed: Deed): Moved[] =>
  deed.kind === 'several' ? deed.deeds.flatMap(movesOf) : 'moved' in deed ? [deed.moved] : []

/** Messages still, or again, where they were put, that have a folder to go back to. */
function waiting(moved: Moved, of: string, { trail, folders }: { trail: Trail; folders: Folder[] }): number {
  const { folder, uids } = moved.from
  if (uids.length > mostFollowed || !isStanding(trail.folder(folder), folder, folders)) return 0
  const there = trail.folder(moved.to)
  const places = uids.map((uid) => destination(moved, uid))
  return places.filter((made) => !trail.wasPutBack(of, made) && trail.place(made)?.folder === there).length
}
