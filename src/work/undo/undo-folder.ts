import type { Preferences } from '../../accounts/index.ts'
import { type Folder, type FolderMoved, isBelow, MailError } from '../../mail/index.ts'
import type { Deed, WhyLeft } from '../types.ts'
import { uidValidityOf } from '../uid-validity-of.ts'
import { whyLeft } from './at-places.ts'
import type { Undoing } from './undoing.ts'
import { isBinned } from './why-lost.ts'

type FolderDeed<Kind extends Deed['kind']> = Extract<Deed, { kind: Kind }>

/** A folder that was made goes again while nothing is in it: no message, no folder. */
export async function undoCreated(
  { again, folders, mail, tally, trail }: Undoing,
  { folder, uidValidity = '' }: FolderDeed<'folder-created'>,
): Promise<void> {
  const path = trail.folder(folder)
  if (!folders.some((one) => one.path === path)) return again ? tally.put() : tally.leave('folder-gone')
  if ((await uidValidityOf(mail, path)) !== uidValidity) return tally.leave('folder-other')
  const gone = await mail.removeFolder({ folder: path, uidValidity, count: 0 })
  if (gone) tally.put()
  else tally.leave('folder-used')
}

type MovedDeed = FolderDeed<'folder-renamed' | 'folder-moved' | 'folder-deleted'>

/** A folder goes back to its name and place, with all it holds and who is subscribed to what. */
export async function undoMoved(undoing: Undoing, deed: MovedDeed): Promise<void> {
  const { account, searches, tally } = undoing
  const back = await movedBack(undoing, deed.folderMoved)
  if (typeof back === 'string') return tally.leave(back)
  if (deed.kind !== 'folder-deleted') await searches.follow(account, back)
  await restoreRoles(undoing, deed)
  // Last: until it is written down, this begins again from the rename.
  await undoing.keep({ paths: back })
  tally.put()
}

type Paths = FolderMoved['paths']

/** Gives the paths that changed, or why none did. */
async function movedBack(undoing: Undoing, moved: FolderMoved): Promise<Paths | WhyLeft> {
  const { again, folders, mail, trail } = undoing
  const folder = folders.find(({ path }) => path === trail.folder(moved.to))
  const why = await whyAnother(undoing, moved, folder)
  if (!folder || why) return (again && (await alreadyBack(undoing, moved))) || why || 'folder-gone'

  const home = homeOf(undoing, moved, folder)
  if (!home) return 'home-gone'
  try {
    return (await mail.moveFolder(folder.path, home)).paths
  } catch (error) {
    return whyNotMoved(error)
  }
}

async function whyAnother({ mail }: Undoing, { uidValidity }: FolderMoved, folder: Folder | undefined) {
  if (!folder) return 'folder-gone'
  if (uidValidity === undefined) return undefined
  return (await uidValidityOf(mail, folder.path)) === uidValidity ? undefined : 'folder-other'
}

/** Whoever undid this before may have been cut off after the rename: the same folder stands where it was then. */
async function alreadyBack({ folders, mail, trail }: Undoing, moved: FolderMoved): Promise<Paths | undefined> {
  const folder = folders.find((one) => one.path === pathBefore(trail, moved, one))
  if (!folder || (await uidValidityOf(mail, folder.path)) !== moved.uidValidity) return undefined
  const path = trail.folder(moved.to)
  const all = folders.filter((one) => one === folder || isBelow(one.path, folder))
  return new Map(all.map((one) => [path + one.path.slice(folder.path.length), one.path]))
}

function pathBefore(trail: Undoing['trail'], { from }: FolderMoved, { delimiter = '' }: Folder): string {
  const end = delimiter === '' ? -1 : from.lastIndexOf(delimiter)
  return end < 0 ? from : trail.folder(from.slice(0, end)) + from.slice(end)
}

/** Where it was: its name, and the folder that held it as that is called now. Undefined where that is gone, or in the bin. */
function homeOf({ folders, trail }: Undoing, { from }: FolderMoved, { delimiter = '' }: Folder) {
  const end = delimiter === '' ? -1 : from.lastIndexOf(delimiter)
  const name = from.slice(end + 1)
  if (end < 0) return { name }
  const inside = trail.folder(from.slice(0, end))
  const holder = folders.find(({ path }) => path === inside)
  if (!holder || isBinned(inside, from.slice(0, end), folders)) return undefined
  // Where one's own folders are « INBOX.… », INBOX holds none: they stand at the top.
  return holder.childless ? { name } : { name, inside }
}

function whyNotMoved(error: unknown): WhyLeft {
  const reason = error instanceof MailError ? error.reason : undefined
  if (reason === 'folder-exists') return 'name-taken'
  if (reason === 'folder-name-refused') return 'refused'
  if (reason === 'folder-not-found') return 'folder-gone'
  return whyLeft(error)
}

type Roles = Preferences['roles']

/** Unless they were chosen anew since. */
async function restoreRoles({ account, preferences }: Undoing, { roles }: MovedDeed): Promise<void> {
  if (!roles) return
  const same = (one: Roles, other: Roles) => JSON.stringify(one) === JSON.stringify(other)
  await preferences.change(account, (known) => (same(known.roles, roles.after) ? { roles: roles.before } : {}))
}

/** Shown again, or hidden again. */
export async function undoShown(
  { folders, mail, tally, trail }: Undoing,
  { kind, folder }: FolderDeed<'folder-shown' | 'folder-hidden'>,
): Promise<void> {
  const path = trail.folder(folder)
  if (!folders.some((one) => one.path === path)) return tally.leave('folder-gone')
  try {
    await mail.subscribe(path, kind === 'folder-hidden')
    tally.put()
  } catch (error) {
    const why = whyLeft(error)
    tally.leave(why === 'missing' ? 'folder-gone' : why)
  }
}
