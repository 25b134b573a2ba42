import type { Request } from 'express'
import { z } from 'zod'
import { pressed } from '../../http/form.ts'
import { folderNamed, paths } from '../../http/paths.ts'
import { readFrozen } from '../../list/frozen.ts'
import { type MailAccount, MailError, type Removed } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import type { Deed } from '../../work/index.ts'
import { type Doomed, finalPage, type FinalPage, firstSubjects } from './final-page.ts'
import { canBeEmptied, foldersInside } from './whole-folder.ts'

type Named = Request<{ folder: string }>

/** Names all that goes when the bin or the junk folder is emptied; undefined for a folder that nobody empties. */
export async function emptyPage(
  req: Named,
  { foldersOf, localeOf, mailOf }: Pick<Services, 'foldersOf' | 'localeOf' | 'mailOf'>,
): Promise<FinalPage | undefined> {
  const mail = mailOf(req)
  const folders = await foldersOf(req)
  const folder = folders.find(({ path }) => path === folderNamed(req.params.folder))
  if (!folder || !canBeEmptied(folder)) return undefined

  const inside = foldersInside(folder, folders)
  const [frozen, sizes] = await Promise.all([
    mail.freeze({ folders: [folder.path], criteria: [], first: firstSubjects }),
    inside.length > 0 ? mail.folderSizes() : new Map(),
  ])
  const locale = localeOf(req)
  const doomed: Doomed = {
    title: locale.t(`mailbox.final.title.${folder.role}`),
    frozen,
    folders: folders.filter(({ path }) =>
      inside.some((one) => path === one.path || path.startsWith(one.path + (one.delimiter ?? ''))),
    ),
    sizes,
    here: paths.folderEmpty(folder.path),
    back: paths.folder(folder.path),
    submit: { name: 'do-empty', words: locale.t('mailbox.confirm.remove') },
  }
  return finalPage(doomed, locale)
}

const emptyForm = z.object({
  inside: z.union([z.string().transform((value) => [value]), z.array(z.string())]).catch([]),
})

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

  const { inside } = emptyForm.parse(req.body)
  const chosen = readFrozen(req.body).chosen.filter((one) => one.folder === path)
  const named = foldersInside(folder, folders).filter((one) => inside.includes(one.path))
  const done = await removeAll(mailOf(req), { chosen, folders: named.map((one) => one.path) })
  const nothing = done.removed.length + done.folders.length === 0
  if (nothing && done.failure) throw done.failure

  const deed: Deed = { kind: 'emptied', folder: path, removed: done.removed, folders: done.folders }
  const { id } = await history.write(signedIn(req).account, deed)
  return paths.folder(path, { said: id, ...((done.failure ?? done.left) && { note: 'partly' }) })
}

interface Everything {
  chosen: ReturnType<typeof readFrozen>['chosen']
  folders: string[]
}

interface Done {
  removed: Removed[]
  folders: string[]
  /** A folder lost some of those it holds, and stayed. */
  left: boolean
  failure?: MailError
}

/** What is gone already is no failure; at the first that is one, the rest stays. */
async function removeAll(mail: MailAccount, { chosen, folders }: Everything): Promise<Done> {
  const done: Done = { removed: [], folders: [], left: false }
  const each = [
    ...chosen.map((one) => async () => {
      done.removed.push(await mail.removeMessages(await mail.thaw(one)))
    }),
    ...folders.map((path) => async () => {
      const gone = await mail.removeFolder(path)
      done.folders.push(...gone)
      done.left ||= !gone.includes(path)
    }),
  ]
  for (const remove of each) {
    try {
      await remove()
    } catch (error) {
      if (!(error instanceof MailError)) throw error
      if (error.reason.endsWith('-not-found')) continue
      return { ...done, failure: error }
    }
  }
  return done
}
