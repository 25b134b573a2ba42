import type { Request } from 'express'
import { pressed, readForm } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import { type Folder, type FolderMoved, MailError } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { complaintsOf } from './complaints.ts'
import type { Outcome } from './create-folder.ts'
import { folderForm, typedAgain } from './form.ts'
import { putInBin } from './put-in-bin.ts'
import { rolesAfter } from './roles.ts'
import { holderOf, isInBin, whyFixed, whyKept } from './tree.ts'
import { writeDown } from './write-down.ts'

interface Changing extends Services {
  folders: Folder[]
  folder: Folder
}

/** Does to a folder what was pressed on its page. */
export async function changeFolder(req: Request, given: Changing): Promise<Outcome> {
  const { folders, folder } = given
  const action = pressed(req.body)
  if (action === 'show' || action === 'hide') return { next: await setShown(req, action === 'show', given) }
  if (action === 'save' ? whyFixed(folder) : whyKept(folders, folder))
    return { next: paths.changeFolder(folder.path, { note: 'role' }) }
  switch (action) {
    case 'save':
      return save(req, given)
    case 'delete':
      return { next: await moveToBin(req, given) }
    case 'remove':
      return { next: paths.removeFolder(folder.path) }
    default:
      return { next: paths.changeFolder(folder.path) }
  }
}

async function setShown(req: Request, shown: boolean, given: Changing): Promise<string> {
  const { path } = given.folder
  try {
    if (!(await given.mailOf(req).subscribe(path, shown))) return paths.changeFolder(path, { note: 'same' })
  } catch (error) {
    if (!(error instanceof MailError && error.reason === 'refused')) throw error
    return paths.changeFolder(path, { note: 'refused' })
  }
  return writeDown(req, { kind: shown ? 'folder-shown' : 'folder-hidden', folder: path }, given)
}

async function save(req: Request, given: Changing): Promise<Outcome> {
  const { folder, mailOf } = given
  const form = readForm(folderForm, req.body)
  if (!form.ok) return { typed: typedAgain(form) }
  const { inside } = form.values
  // Spaces at its ends are not typed on purpose, but a name that has them already is not changed by a look at it.
  const name = form.values.name === folder.name.trim() ? folder.name : form.values.name
  try {
    const moved = await mailOf(req).moveFolder(folder.path, { name, inside })
    if (moved.paths.size === 0) return { next: paths.changeFolder(folder.path, { note: 'same' }) }
    const roles = await keepRoles(req, moved, given)
    await given.searches.follow(given.signedIn(req).account, moved.paths)
    const kind = inside === holderOf(folder) ? 'folder-renamed' : 'folder-moved'
    return { next: await writeDown(req, { kind, folderMoved: moved, roles }, given) }
  } catch (error) {
    const typed = complaintsOf(error, form.values, given.folders)
    if (!typed) throw error
    return { typed }
  }
}

async function moveToBin(req: Request, given: Changing): Promise<string> {
  const { folders, folder, mailOf } = given
  if (isInBin(folders, folder)) return paths.removeFolder(folder.path)
  const mail = mailOf(req)
  const folderMoved = await putInBin(mail, folder, await mail.folderFor('trash'))
  if (!folderMoved) return paths.removeFolder(folder.path, { note: 'bin' })
  return writeDown(req, { kind: 'folder-deleted', folderMoved }, given)
}

/** A role that was chosen, or that went with a name, goes where its folder went. Gives what that changed, if anything. */
async function keepRoles(req: Request, moved: FolderMoved, { folders, preferences, signedIn }: Changing) {
  const { now, before } = await preferences.change(signedIn(req).account, (known) => ({
    roles: rolesAfter(moved, folders, known.roles),
  }))
  return before.roles && { before: before.roles, after: now.roles }
}
