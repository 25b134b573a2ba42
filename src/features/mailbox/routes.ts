import { type Request, Router } from 'express'
import { pageCodeOf } from '../../http/log.ts'
import { folderNamed, paths } from '../../http/paths.ts'
import { actOnSelections } from '../../list/act-on-selections.ts'
import { sortName } from '../../list/filter.ts'
import { readSelection } from '../../list/selection.ts'
import type { Services } from '../../services.ts'
import { actOnList } from './act-on-list.ts'
import { confirmPage } from './confirm-page.ts'
import { LastSeen, lastSeenPage } from './last-seen.ts'
import { mailboxPage } from './page.ts'
import { type ListQuery, readListQuery } from './query.ts'
import { wholeRoutes } from './whole-routes.ts'

type Named = Request<{ folder: string }>

export function mailboxRoutes(services: Services): Router {
  const { foldersOf, localeOf, log, preferencesOf, sendPage } = services
  const router = Router()
  const lastSeen = new LastSeen()

  const listOf = listerOf(services)

  router.get('/mail/:folder', async (req, res) => {
    const query = readListQuery(req.query)
    const [preferences, locale] = [preferencesOf(req), localeOf(req)]
    // The list first: only then does the server count what has just arrived in the folder that is open.
    const asked = Promise.all([listOf(req, query), foldersOf(req)])
    const found = await lastSeen.orWhatWasSeen(asked, { req, folder: folderNamed(req.params.folder), query })
    if ('reason' in found) {
      log.error({ code: pageCodeOf(req), err: found.error }, 'a list is shown as it was last seen')
      const page = lastSeenPage(found, { query, preferences }, locale)
      return sendPage(res.status(found.status), 'mailbox/last-seen', page)
    }
    await sendPage(res, 'mailbox/list', mailboxPage({ ...found, query, preferences }, locale))
  })

  router.post('/mail/:folder', async (req, res) => {
    res.redirect(303, await actOnList(req, { folder: folderNamed(req.params.folder), ...services }))
  })

  router.get('/mail/:folder/confirm', async (req, res) => {
    const folder = folderNamed(req.params.folder)
    const query = readListQuery(req.query)
    const page = confirmPage(await listOf(req, query), query, localeOf(req))
    if (!page) return res.redirect(303, paths.folder(folder, { note: 'gone' }))
    await sendPage(res, 'mailbox/confirm', page)
  })

  router.post('/mail/:folder/confirm', async (req, res) => {
    const folder = folderNamed(req.params.folder)
    const { selections } = readSelection(req.body, folder)
    const said = await actOnSelections(req, { chosen: selections, asked: 'remove' }, services)
    res.redirect(303, paths.folder(folder, said))
  })

  router.use(wholeRoutes(services))
  return router
}

const listerOf =
  ({ mailOf, preferencesOf }: Services) =>
  (req: Named, { page, only, sort, below }: ListQuery) =>
    mailOf(req).listMessages(folderNamed(req.params.folder), {
      page,
      size: preferencesOf(req).rowsPerPage,
      only,
      below,
      sort: sortName(sort) ? sort : undefined,
    })
