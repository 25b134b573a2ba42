import { Router } from 'express'
import { pressed } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import type { Services } from '../../services.ts'
import type { Draft } from '../../work/index.ts'

/** What `views/compose/discard.ejs` needs. */
export interface DiscardPage extends Page {
  action: string
  subject: string
  what: string
}

function discardPage({ id, letter, files, place }: Draft, { t }: Locale): DiscardPage {
  return {
    title: t('compose.discard.title'),
    frame: 'writing',
    action: paths.draftDiscard(id),
    subject: letter.subject || t('compose.subject.none'),
    what: t(`compose.discard.${place}`, { count: files.length }),
  }
}

/** A draft is thrown away in two steps, the first of which only asks. */
export function discardRoutes({ drafts, history, localeOf, mailOf, sendPage, signedIn }: Services): Router {
  const router = Router()

  router.get('/compose/:draft/discard', async (req, res) => {
    const draft = await drafts.open(signedIn(req).account, req.params.draft)
    if (!draft || draft.sent || draft.discarded) return res.redirect(303, paths.draft(req.params.draft))
    await sendPage(res, 'compose/discard', discardPage(draft, localeOf(req)))
  })

  router.post('/compose/:draft/discard', async (req, res) => {
    const { account } = signedIn(req)
    const { draft } = req.params
    if (pressed(req.body) !== 'discard') return res.redirect(303, paths.draft(draft))
    const discarded = await drafts.discard(account, draft, mailOf(req))
    const row = await history.write(account, { kind: 'draft-discarded', draft, discarded })
    res.redirect(303, paths.folder('INBOX', { said: row.id }))
  })

  return router
}
