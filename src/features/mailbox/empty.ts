import type { Request } from 'express'
import { pressed } from '../../http/form.ts'
import { folderNamed, paths } from '../../http/paths.ts'
import { readFrozen, readInside } from '../../list/frozen.ts'
import { isBelow } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { nameFolders, removeForEver } from '../../work/index.ts'
import { type Doomed, finalPage, type FinalPage, firstSubjects } from './final-page.ts'
import { canBeEmptied } from './whole-folder.ts'

type Named = Request<{ folder: string }>

/** Names all that goes when the bin or the junk folder is emptied; undefined where nobody empties it, or nothing is in it. */
export async function emptyPage(
  req: Named,
  { foldersOf, localeOf, mailOf }: Pick<Services, 'foldersOf' | 'localeOf' | 'mailOf'>,
): Promise<FinalPage | undefined> {
  const folders = await foldersOf(req)
  const folder = folders.find(({ path }) => path === folderNamed(req.params.folder))
  if (!folder || !canBeEmptied(folder)) return undefined

  const inside = folders.filter(({ path }) => isBelow(path, folder))
  const frozen = await nameFolders(mailOf(req), [folder, ...inside], firstSubjects)
  if (frozen.count + inside.length === 0) return undefined
  const locale = localeOf(req)
  const doomed: Doomed = {
    title: locale.t(`mailbox.final.title.${folder.role}`),
    frozen,
    folders: inside,
    here: paths.folderEmpty(folder.path),
    back: paths.folder(folder.path),
    submit: { name: 'do-empty', words: locale.t('mailbox.confirm.remove') },
  }
  return finalPage(doomed, locale)
}

/** Removes for ever what its page has named, and nothing that came later; gives where to go. */
export async function emptyFolder(
  req: Named,
  { foldersOf, history, mailOf, signedIn }: Pick<Services, 'foldersOf' | 'history' | 'mailOf' | 'signedIn'>,
): Promise<string> {
  const path = folderNamed(req.params.folder)
  const folders = await foldersOf(req)
  const folder = folders.find((one) => one.path === path)
  if (pressed(req.body) !== 'empty') return paths.folderEmpty(path)
  if (!folder || !canBeEmptied(folder)) return paths.folder(path)

  const emptied = readFrozen(req.body).chosen.filter((one) => one.folder === path)
  const removed = readInside(req.body).filter((one) => isBelow(one.folder, folder))
  const { left, failure, ...gone } = await removeForEver(mailOf(req), { emptied, removed })
  if (gone.removed.length + gone.folders.length === 0) {
    if (failure) throw failure
    if (left) return paths.folder(path, { note: 'gone' })
  }
  const { id } = await history.write(signedIn(req).account, { kind: 'emptied', folder: path, ...gone })
  return paths.folder(path, { said: id, ...((failure ?? left) && { note: 'partly' }) })
}
