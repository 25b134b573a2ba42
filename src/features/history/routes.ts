import { Router } from 'express'
import { z } from 'zod'
import { localPath, paths } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import { type HistoryRow, whyFinal } from '../../work/index.ts'
import { historyPage } from './page.ts'
import { wayBack } from './way-back.ts'

const historyQuery = z.object({ note: z.enum(['final', 'old']).optional().catch(undefined) })

const undoForm = z.object({ from: z.string().max(10_000).catch(paths.history()).transform(localPath) })

/** Deeds that are shown, and can be undone: no more. */
const shown = 50

/** « Historique de mes actions »: what was done, and one submit each to undo it. */
export function historyRoutes(services: Services): Router {
  const { foldersOf, history, localeOf, mailOf, sayRow, sendPage, signedIn, undo } = services
  const router = Router()

  router.get('/history', async (req, res) => {
    const locale = localeOf(req)
    // With the mail server away, the list is there all the same.
    const named = foldersOf(req).catch(() => undefined)
    const [rows, folders] = await Promise.all([history.list(signedIn(req).account, shown), named])
    const { note } = historyQuery.parse(req.query)
    const say = (row: HistoryRow) => sayRow(row, locale, folders)
    await sendPage(res, 'history/list', historyPage({ rows, folders, say, note }, locale))
  })

  /** Reached by Back, or after signing in again: what was pressed there was not done. */
  router.get('/history/:id/undo', (_req, res) => {
    res.redirect(303, paths.history())
  })

  router.post('/history/:id/undo', async (req, res, next) => {
    const { account } = signedIn(req)
    const { id } = req.params
    const done = await undo.undo(account, id, mailOf(req))
    if (done) {
      const back = await wayBack(undoForm.parse(req.body).from, () => foldersOf(req))
      return res.redirect(303, paths.backTo(back, { said: done.id }))
    }

    const row = await history.read(account, id)
    if (!row) return next()
    res.redirect(303, paths.history({ note: whyFinal(row.deed) ? 'final' : 'old' }))
  })

  return router
}
