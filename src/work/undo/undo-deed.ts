import type { Removed } from '../../mail/index.ts'
import { lessons } from '../act.ts'
import { isMove, type Move } from '../deeds.ts'
import type { Deed } from '../types.ts'
import { undoCopy } from './undo-copy.ts'
import { undoDiscarded } from './undo-draft.ts'
import { type Marked, undoFlags } from './undo-flags.ts'
import { undoCreated, undoMoved, undoShown } from './undo-folder.ts'
import { undoMove } from './undo-move.ts'
import { undoSettings } from './undo-settings.ts'
import type { Undoing } from './undoing.ts'

/** Puts back what one deed changed, and counts it. What is final was told before. */
export async function undoDeed(undoing: Undoing, deed: Deed): Promise<void> {
  if (isMove(deed)) return undoTaughtMove(undoing, deed)
  switch (deed.kind) {
    case 'copied':
      return undoCopy(undoing, deed.moved)
    case 'removed':
      return unmark(undoing, [deed.removed])
    case 'emptied':
    case 'folder-removed':
      return unmark(undoing, deed.removed ?? [])
    case 'several':
      for (const one of deed.deeds.toReversed()) await undoDeed(undoing, one)
      return
    case 'draft-discarded':
      return undoDiscarded(undoing, deed)
    case 'settings-changed':
      return undoSettings(undoing, deed)
    case 'folder-created':
      return undoCreated(undoing, deed)
    case 'folder-renamed':
    case 'folder-moved':
    case 'folder-deleted':
      return undoMoved(undoing, deed)
    case 'folder-shown':
    case 'folder-hidden':
      return undoShown(undoing, deed)
    default:
      if ('changed' in deed) await undoFlags(undoing, deed.changed, markedBy(deed))
  }
}

function markedBy(deed: Extract<Deed, { changed: unknown }>): Marked {
  switch (deed.kind) {
    case 'read':
      return { set: ['seen'], unset: [] }
    case 'unread':
      return { set: [], unset: ['seen'] }
    case 'followed':
      return { set: ['flagged'], unset: [] }
    case 'unfollowed':
      return { set: [], unset: ['flagged'] }
    case 'labelled':
      return { set: [deed.keyword], unset: [] }
    case 'unlabelled':
      return { set: [], unset: [deed.keyword] }
  }
}

/** Keywords that were set on the way are taken from the messages that came back. */
async function undoTaughtMove(undoing: Undoing, { kind, moved, taught }: Move): Promise<void> {
  await undoMove(undoing, moved)
  if (!taught || (kind !== 'junked' && kind !== 'unjunked')) return

  const { of, late, mail } = undoing
  const trail = undoing.trail.after({ of, moved })
  const { folder, uidValidity } = taught.selection
  const home = undoing.trail.folder(folder)
  const back = taught.before.filter(({ uid }) => trail.place({ folder, at: { uidValidity, uid } })?.folder === home)
  const uncounted = { put: () => undefined, leave: () => undefined }
  const marked = { set: [...lessons[kind].add], unset: [...lessons[kind].remove] }
  await undoFlags({ late, mail, trail, tally: uncounted }, { ...taught, before: back }, marked)
}

/** What a server could only flag as removed is none any more. */
async function unmark(undoing: Undoing, removed: Removed[]): Promise<void> {
  for (const { selection, how } of removed) {
    if (how === 'expunged') undoing.tally.leave('removed', selection.uids.length)
    else {
      const before = selection.uids.map((uid) => ({ uid, flags: [], keywords: [] }))
      await undoFlags(undoing, { selection, before }, { set: ['deleted'], unset: [] })
    }
  }
}
