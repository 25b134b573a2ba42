import type { Deed } from '../types.ts'
import { Tally } from './tally.ts'
import { destination } from './trail.ts'
import { undoMove } from './undo-move.ts'
import type { Undoing } from './undoing.ts'

/** A draft comes back, with its files, and its text on the mail server from the trash to Drafts. */
export async function undoDiscarded(
  undoing: Undoing,
  { draft, discarded }: Extract<Deed, { kind: 'draft-discarded' }>,
): Promise<void> {
  const { account, drafts, tally, trail } = undoing
  if (!discarded) return tally.leave('unknown')
  const known = await drafts.open(account, draft)
  // Saved again since, it has another text on the server.
  if (known && !known.discarded) return tally.leave('draft-back')

  const moves = new Tally()
  for (const copy of discarded.copies) await undoMove({ ...undoing, tally: moves }, copy)
  const [copy] = discarded.copies.flatMap((moved) => moved.from.uids.map((uid) => trail.place(destination(moved, uid))))
  const ref = copy?.at && moves.outcome.count > 0 ? { folder: copy.folder, ...copy.at } : undefined
  const back = await drafts.restore(account, draft, { discarded, copy: ref })
  if (back) tally.put()
  // Swept away here, it may still be had from the mail server.
  else if (moves.outcome.count > 0) tally.put()
  else for (const { why, count } of moves.outcome.left) tally.leave(why, count)
}
