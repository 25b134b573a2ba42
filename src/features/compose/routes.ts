import { randomBytes } from 'node:crypto'
import { Router } from 'express'
import { paths } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import { hasLeft } from '../../work/index.ts'
import { conflictRoutes } from './conflict.ts'
import { discardRoutes } from './discard.ts'
import { draftNamed } from './form.ts'
import { laterRoutes } from './later.ts'
import { messageAsked } from './origin.ts'
import { sentPage } from './page.ts'
import { quietRoutes } from './quiet.ts'
import { showNew, showSaved } from './show.ts'

export { composeArrivals } from './arrivals.ts'

/** An id only: nothing is stored before something is written. */
const newDraftId = () => randomBytes(18).toString('base64url')

/** Writing a letter, for somebody signed in. What the form sends back comes in by `composeArrivals`. */
export function composeRoutes(services: Services): Router {
  const router = Router()
  router.use(discardRoutes(services), conflictRoutes(services), laterRoutes(services), quietRoutes(services))

  router.get('/compose', async (req, res) => {
    const { drafts, mailOf, signedIn } = services
    const ref = messageAsked(req.query)
    if (req.query['kind'] !== 'edit' || !ref) {
      const [, query = ''] = req.originalUrl.split('?')
      return res.redirect(303, paths.draft(newDraftId()) + (query && `?${query}`))
    }
    const draft = await drafts.adopt(signedIn(req).account, ref, mailOf(req))
    res.redirect(303, paths.draft(draft.id))
  })

  router.get('/compose/:draft', async (req, res, next) => {
    const at = draftNamed({ ...req.params, revision: '0' })
    if (!at) return next()
    const { account } = services.signedIn(req)
    const draft = await services.drafts.open(account, at.id)
    if (draft?.sent) {
      const entry = await services.outbox.read(account, draft.sent.outbox)
      if (entry && !hasLeft(entry)) return res.redirect(303, paths.outboxEntry(entry.id))
      return services.sendPage(res, 'compose/sent', sentPage(draft, entry?.sentAt, services.localeOf(req)))
    }
    await (draft ? showSaved(req, res, { draft, services }) : showNew(req, res, { id: at.id, services }))
  })

  router.get('/compose/:draft/:revision', (req, res, next) => {
    const at = draftNamed(req.params)
    if (!at) return next()
    res.redirect(303, paths.draft(at.id))
  })

  return router
}
