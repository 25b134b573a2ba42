import { type FlagsChanged, type Folder, isBelow, type Moved } from '../../mail/index.ts'
import type { Deed, Remembered, WhyLost } from '../types.ts'
import { destination, Trail } from './trail.ts'

/** More messages are looked for only when somebody wants them back. */
const mostFollowed = 500

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
  switch (deed.kind) {
    case 'moved':
    case 'archived':
    case 'deleted':
    case 'junked':
    case 'unjunked':
      return lostMessages(deed.moved, now)
    case 'folder-created':
    case 'folder-shown':
    case 'folder-hidden':
      return isThere(deed.folder) ? undefined : 'folder-gone'
    case 'folder-renamed':
    case 'folder-moved':
    case 'folder-deleted':
      return isThere(deed.folderMoved.to) ? undefined : 'folder-gone'
    case 'several': {
      const all = deed.deeds.map((one) => lost(one, id, now))
      return all.every((why) => why !== undefined) ? all[0] : undefined
    }
    default:
      return 'changed' in deed ? lostMarks(deed.changed, trail) : undefined
  }
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

/** A folder that went into the bin since is no place to put things back to. */
export function isStanding(path: string, then: string, folders: Folder[]): boolean {
  const trash = folders.find(({ role }) => role === 'trash')
  const binned = trash !== undefined && isBelow(path, trash) && !isBelow(then, trash)
  return !binned && folders.some((folder) => folder.path === path && folder.selectable)
}
