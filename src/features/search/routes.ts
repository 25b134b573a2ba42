import { type Request, type Response, Router } from 'express'
import { paths } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import { actOnResults } from './act-on-results.ts'
import { attachmentsPage } from './attachments-page.ts'
import { excerptsOf } from './excerpts.ts'
import { readFields, typedFrom } from './fields.ts'
import { requestOf, seek } from './find.ts'
import { formPage } from './form-page.ts'
import { wordsIn } from './marks.ts'
import { askedIn, readSearchQuery, type SearchQuery } from './query.ts'
import { resultsPage } from './results-page.ts'
import { savedRoutes } from './saved-routes.ts'
import { actOnAll, allPage } from './whole.ts'

export function searchRoutes(services: Services): Router {
  const router = Router()

  router.get('/search', async (req, res) => {
    const query = readSearchQuery(req.query)
    const fields = readFields(req.query)
    if (fields) {
      const { known } = await seek(req, query, services)
      const q = typedFrom(fields, known, services.localeOf(req).language)
      return res.redirect(303, paths.search({ ...askedIn(query), q, refine: q === '' }))
    }
    await (query.q && !query.refine ? showResults : showForm)(req, res, { query, services })
  })

  router.post('/search', async (req, res) => {
    res.redirect(303, await actOnResults(req, services))
  })

  router.get('/search/all', async (req, res) => {
    const page = await allPage(req, services)
    if (!page) return res.redirect(303, paths.search(askedIn(readSearchQuery(req.query))))
    await services.sendPage(res, 'search/all', page)
  })

  router.post('/search/all', async (req, res) => {
    res.redirect(303, await actOnAll(req, services))
  })

  router.get('/search/attachments', async (req, res) => {
    await services.sendPage(res, 'search/attachments', await attachmentsPage(req, services))
  })

  router.use(savedRoutes(services))
  return router
}

interface Given {
  query: SearchQuery
  services: Services
}

async function showResults(req: Request, res: Response, { query, services }: Given): Promise<void> {
  const { localeOf, mailOf, preferencesOf, searches, sendPage, signedIn } = services
  const preferences = preferencesOf(req)
  const sought = await seek(req, query, services)
  const request = requestOf(sought)
  const found =
    request && (await mailOf(req).search({ ...request, size: preferences.rowsPerPage, from: query.at || undefined }))

  if (found && remembers(req, services) && isNew(query)) {
    await searches.remember(signedIn(req).account, { query: query.q, place: query.in, below: query.below })
  }
  const words = wordsIn(sought.understood.terms)
  const excerpts = await excerptsOf(mailOf(req), preferences.economy ? [] : (found?.items ?? []), words)
  const page = resultsPage({ ...sought, query, found, words, excerpts, preferences }, localeOf(req))
  await sendPage(res, 'search/results', page)
}

/** Never on a shared computer; elsewhere as its owner chose. */
const remembers = (req: Request, { preferencesOf, signedIn }: Services): boolean =>
  signedIn(req).computer === 'own' && preferencesOf(req).rememberSearches

/** Somebody has just asked, and is not going on with it. */
const isNew = ({ at, note, all, ticked }: SearchQuery): boolean => !at && !note && !all && ticked.length === 0

async function showForm(req: Request, res: Response, { query, services }: Given): Promise<void> {
  const { localeOf, preferencesOf, searches, sendPage, signedIn } = services
  const { account } = signedIn(req)
  const [sought, saved, recent] = await Promise.all([
    seek(req, query, services),
    searches.saved(account),
    remembers(req, services) ? searches.recent(account) : [],
  ])
  const page = formPage({ query, sought, saved, recent, preferences: preferencesOf(req) }, localeOf(req))
  await sendPage(res, 'search/form', page)
}
