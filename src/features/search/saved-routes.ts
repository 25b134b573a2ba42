import { Router } from 'express'
import { z } from 'zod'
import { pressed } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import { seek } from './find.ts'
import { askedIn, readSearchQuery } from './query.ts'
import { savedPage } from './saved-page.ts'

/** Characters of a name. */
const longestName = 80

const nameForm = z.object({
  name: z
    .string()
    .catch('')
    .transform((name) =>
      name
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim()
        .slice(0, longestName),
    ),
})

/** Searches kept under a name, and the way to forget those made lately. */
export function savedRoutes(services: Services): Router {
  const { localeOf, searches, sendPage, signedIn } = services
  const router = Router()

  router.post('/search/saved', async (req, res) => {
    const { name } = nameForm.parse(req.body ?? {})
    const query = readSearchQuery(req.body ?? {})
    const asked = askedIn(query)
    const { understood } = await seek(req, query, services)
    // What looks for nothing is no search to keep: its own page says why.
    if (understood.terms.length === 0) return res.redirect(303, paths.search(asked))
    if (!name) return res.redirect(303, paths.search({ ...asked, note: 'unnamed' }))
    const search = { name, query: asked.q, place: asked.in, below: asked.below }
    const saved = await searches.save(signedIn(req).account, search)
    res.redirect(303, paths.search({ ...asked, note: saved ? 'saved' : 'full' }))
  })

  router.get('/search/saved/:id', async (req, res) => {
    const saved = await searches.saved(signedIn(req).account)
    const search = saved.find(({ id }) => id === req.params.id)
    if (!search) return res.redirect(303, paths.search({ note: 'left' }))
    const query = readSearchQuery(req.query)
    const sought = await seek(req, query, services)
    await sendPage(res, 'search/saved', savedPage({ search, query, sought }, localeOf(req)))
  })

  router.post('/search/saved/:id', async (req, res) => {
    const { account } = signedIn(req)
    const { id } = req.params
    const { name } = nameForm.parse(req.body ?? {})
    if (pressed(req.body) === 'remove') {
      return res.redirect(303, paths.search({ note: (await searches.remove(account, id)) ? 'removed' : 'left' }))
    }
    if (!name) return res.redirect(303, paths.savedSearch(id, { note: 'unnamed' }))
    res.redirect(303, paths.search({ note: (await searches.rename(account, id, name)) ? 'renamed' : 'left' }))
  })

  router.post('/search/recent', async (req, res) => {
    await searches.forgetRecent(signedIn(req).account)
    res.redirect(303, paths.search({ note: 'forgotten' }))
  })

  return router
}
