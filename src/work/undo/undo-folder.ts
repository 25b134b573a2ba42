import type { Preferences } from '../../accounts/index.ts'
import { type Folder, type FolderMoved, MailError } from '../../mail/index.ts'
import type { Deed, WhyLeft } from '../types.ts'
import { uidValidityOf } from '../uid-validity-of.ts'
import { whyLeft } from './at-places.ts'
import type { Undoing } from './undoing.ts'

type FolderDeed<Kind extends Deed['kind']> = Extract<Deed, { kind: Kind }>

/** A folder that was made goes again while nothing is in it: no message, no folder. */
export async function undoCreated(
  { folders, mail, tally, trail }: Undoing,
  { folder, uidValidity = '' }: FolderDeed<'folder-created'>,
): Promise<void> {
  const path = trail.folder(folder)
  if (!folders.some((one) => one.path === path)) return tally.leave('folder-gone')
  if ((await uidValidityOf(mail, path)) !== uidValidity) return tally.leave('folder-other')
  const gone = await mail.removeFolder({ folder: path, uidValidity, count: 0 })
  if (gone) tally.put()
  else tally.leave('folder-used')
}

/** A folder goes back to its name and place, with all it holds and who is subscribed to what. */
export async function undoMoved(
  undoing: Undoing,
  deed: FolderDeed<'folder-renamed' | 'folder-moved' | 'folder-deleted'>,
) {
  const { account, folders, mail, searches, tally, trail } = undoing
  const path = trail.folder(deed.folderMoved.to)
  const folder = folders.find((one) => one.path === path)
  if (!folder) return tally.leave('folder-gone')
  const { uidValidity } = deed.folderMoved
  if (uidValidity !== undefined && (await uidValidityOf(mail, path)) !== uidValidity) return tally.leave('folder-other')

  const home = homeOf(undoing, deed.folderMoved, folder)
  if (!home) return tally.leave('home-gone')
  try {
    const back = await mail.moveFolder(path, home)
    await undoing.keep({ paths: back.paths })
    if (deed.kind !== 'folder-deleted') await searches.follow(account, back.paths)
    await restoreRoles(undoing, deed)
    tally.put()
  } catch (error) {
    tally.leave(whyNotMoved(error))
  }
}

/** Where it was: its name, and the folder that held it as that is called now. Undefined where that is gone. */
function homeOf({ folders, trail }: Undoing, { from }: FolderMoved, { delimiter = '' }: Folder) {
  const end = delimiter === '' ? -1 : from.lastIndexOf(delimiter)
  const name = from.slice(end + 1)
  if (end < 0) return { name }
  const inside = trail.folder(from.slice(0, end))
  const holder = folders.find(({ path }) => path === inside)
  if (!holder) return undefined
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
async function restoreRoles(
  { account, preferences }: Undoing,
  { roles }: FolderDeed<'folder-renamed' | 'folder-moved' | 'folder-deleted'>,
): Promise<void> {
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
