import { type FlagsChanged, type Folder, type FolderMoved, isBelow, type Moved } from '../../mail/index.ts'
import { isMove } from '../deeds.ts'
import type { Deed, Remembered, WhyLost } from '../types.ts'
import { destination, Trail } from './trail.ts'

/** More messages are looked for only when somebody wants them back. */
export const mostFollowed = 500

/** Why nothing is left of a deed to undo, as far as the history and the folders tell; undefined when it can be tried. */
export function whyLost({ id, deed, since }: Remembered, folders: Folder[]): WhyLost | undefined {
  return lost(deed, id, { trail: new Trail(since), folders })
}

interface Now {
  trail: Trail
  folders: Folder[]
}

function lost(deed: Deed, id: string, now: Now): WhyLost | undefined {
  const { trail, folders } = now
  const isThere = (path: string) => folders.some((folder) => folder.path === trail.folder(path))
  if (isMove(deed)) return lostMessages(deed.moved, now)
  if ('changed' in deed) return lostMarks(deed.changed, trail)
  switch (deed.kind) {
    case 'folder-created':
    case 'folder-shown':
    case 'folder-hidden':
      return isThere(deed.folder) ? undefined : 'folder-gone'
    case 'folder-renamed':
    case 'folder-moved':
    case 'folder-deleted':
      return lostFolder(deed.folderMoved, now)
    case 'several': {
      const all = deed.deeds.map((one) => lost(one, id, now))
      return all.every((why) => why !== undefined) ? all[0] : undefined
    }
    case 'copied':
    case 'removed':
    case 'emptied':
    case 'folder-removed':
    case 'sent':
    case 'draft-closed':
    case 'draft-discarded':
    case 'settings-changed':
    case 'receipt-sent':
    case 'unsubscribed':
    case 'undone':
      return undefined
  }
}

function lostFolder({ from, to }: FolderMoved, { trail, folders }: Now): WhyLost | undefined {
  const folder = folders.find(({ path }) => path === trail.folder(to))
  if (!folder) return 'folder-gone'
  const end = folder.delimiter ? from.lastIndexOf(folder.delimiter) : -1
  if (end < 0) return undefined
  const then = from.slice(0, end)
  const holder = trail.folder(then)
  const isThere = folders.some(({ path }) => path === holder) && !isBinned(holder, then, folders)
  return isThere ? undefined : 'home-gone'
}

/** Marks are undone wherever their messages are. */
function lostMarks({ selection: { folder, uidValidity, uids } }: FlagsChanged, trail: Trail): WhyLost | undefined {
  if (uids.length > mostFollowed) return undefined
  return uids.every((uid) => !trail.place({ folder, at: { uidValidity, uid } })) ? 'removed' : undefined
}

function lostMessages(moved: Moved, { trail, folders }: Now): WhyLost | undefined {
  if (moved.left === 'marked' || moved.from.uids.length > mostFollowed) return undefined
  const home = trail.folder(moved.from.folder)
  if (!isStanding(home, moved.from.folder, folders)) return 'home-gone'

  const there = trail.folder(moved.to)
  const places = moved.from.uids.map((uid) => trail.place(destination(moved, uid)))
  if (places.some((place) => place && (place.folder === there || place.folder === home))) return undefined
  return places.some((place) => place) ? 'elsewhere' : 'removed'
}

/** Messages go back to no folder that went into the bin since. */
export const isStanding = (path: string, then: string, folders: Folder[]): boolean =>
  !isBinned(path, then, folders) && folders.some((folder) => folder.path === path && folder.selectable)

/** Whether a folder went into the bin since: nothing is put back there. */
export function isBinned(path: string, then: string, folders: Folder[]): boolean {
  const trash = folders.find(({ role }) => role === 'trash')
  return trash !== undefined && isBelow(path, trash) && !isBelow(then, trash)
}
