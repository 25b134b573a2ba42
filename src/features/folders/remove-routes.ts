import { type Request, Router } from 'express'
import { pressed } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import { readInside } from '../../list/frozen.ts'
import type { Folder, FrozenSelection } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { nameFolders, removeForEver } from '../../work/index.ts'
import { findFolder } from './find-folder.ts'
import { removeQuery } from './query.ts'
import { removePage } from './remove-page.ts'
import { below, whyKept } from './tree.ts'

/** Removing a folder for ever: the question, then the deed. */
export function removeRoutes(services: Services): Router {
  const { localeOf, mailOf, sendPage } = services
  const router = Router()

  router.get('/folders/remove', async (req, res) => {
    const { folders, folder } = await findFolder(req, services)
    if (whyKept(folders, folder)) return res.redirect(303, paths.changeFolder(folder.path, { note: 'role' }))
    const { note } = removeQuery.parse(req.query)
    const frozen = await nameFolders(mailOf(req), [folder, ...below(folders, folder)], 0)
    await sendPage(res, 'folders/remove', removePage({ folders, folder, frozen, note }, localeOf(req)))
  })

  router.post('/folders/remove', async (req, res) => {
    res.redirect(303, await remove(req, { ...services, ...(await findFolder(req, services)) }))
  })

  return router
}

async function remove(req: Request, given: Services & { folders: Folder[]; folder: Folder }): Promise<string> {
  const { folders, folder, history, mailOf, signedIn } = given
  if (whyKept(folders, folder)) return paths.changeFolder(folder.path, { note: 'role' })
  if (pressed(req.body) !== 'remove') return paths.removeFolder(folder.path)

  const mail = mailOf(req)
  const inside = readInside(req.body)
  const { selections } = await nameFolders(mail, [folder, ...below(folders, folder)], 0)
  const named = selections.filter((one) => inside.some((other) => isWithin(one, other)))
  // What came in since the question was asked was not part of the answer.
  if (named.length < selections.length) return paths.removeFolder(folder.path, { note: 'more' })

  const { left, failure, ...gone } = await removeForEver(mail, { emptied: [], removed: named })
  if (gone.removed.length + gone.folders.length === 0) {
    if (failure) throw failure
    return paths.removeFolder(folder.path, { note: 'more' })
  }
  const { id } = await history.write(signedIn(req).account, { kind: 'folder-removed', ...gone })
  return paths.folders({ said: id, note: (failure ?? left) ? 'partly' : undefined })
}

/** The same folder, and no message that it had not. */
const isWithin = (now: FrozenSelection, then: Pick<FrozenSelection, 'folder' | 'uidValidity' | 'set'>): boolean =>
  now.folder === then.folder && now.uidValidity === then.uidValidity && (now.set === '' || now.set === then.set)
