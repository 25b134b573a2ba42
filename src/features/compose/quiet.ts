import { Router } from 'express'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import type { Services } from '../../services.ts'
import { type Draft, readHour } from '../../work/index.ts'
import { hourSubmit, readHours } from './hours-form.ts'
import type { Moment } from './moment.ts'
import { parisLocale } from './paris-locale.ts'
import { leave, quietUntil, readyToLeave, settledAt } from './send.ts'

/** What `views/compose/quiet.ejs` needs. */
export interface QuietPage extends Page {
  action: string
  back: string
  subject: string
  revision: string
  what: string
  wait: string
}

/** In quiet hours « Envoyer » asks whether the letter can wait until people are at work: two submits, waiting first. */
export function quietRoutes(services: Services): Router {
  const { drafts, outbox, sendPage, signedIn } = services
  const router = Router()

  router.get('/compose/:draft/quiet', async (req, res) => {
    const draft = await drafts.open(signedIn(req).account, req.params.draft)
    const until = quietUntil(req, services)
    if (!draft || draft.sent || draft.discarded || !until) return res.redirect(303, paths.draft(req.params.draft))
    const page = quietPage(draft, { until, alone: outbox.plansLeaveAlone }, parisLocale(req, services))
    await sendPage(res, 'compose/quiet', page)
  })

  router.post('/compose/:draft/quiet', async (req, res) => {
    const { account } = signedIn(req)
    const { revision, ...form } = readHours(req.body)
    const moment = { req, res, services, account, saved: { id: req.params.draft, revision } }
    res.redirect(303, await answer(form, moment))
  })

  return router
}

async function answer({ pressed, typed }: Pick<ReturnType<typeof readHours>, 'pressed' | 'typed'>, moment: Moment) {
  const { req, services, account, saved } = moment
  const sent = (await services.drafts.open(account, saved.id))?.sent
  if (sent) return (await settledAt(moment, sent.outbox)) ?? paths.outboxEntry(sent.outbox)
  const draft = await readyToLeave(moment, 'reminded')
  if (typeof draft === 'string') return draft
  if (pressed === 'now') return leave(moment, draft)
  const hour = pressed === 'plan' ? readHour(typed, { now: new Date() }) : undefined
  if (hour?.ok) return leave(moment, draft, hour.at)
  // A page left open until people were at work again: it need not wait any more, or else it is asked again.
  return hour && !quietUntil(req, services) ? leave(moment, draft) : paths.draftQuiet(draft.id)
}

function quietPage(
  { id, revision, letter }: Draft,
  { until, alone }: { until: Date; alone: boolean },
  { t, longDate }: Locale,
): QuietPage {
  return {
    title: t('compose.quiet.title'),
    frame: 'writing',
    action: paths.draftQuiet(id),
    back: paths.draft(id),
    subject: letter.subject || t('compose.subject.none'),
    revision: String(revision),
    what: t(alone ? 'compose.quiet.alone' : 'compose.quiet.signIn', { at: longDate(until) }),
    wait: hourSubmit(until),
  }
}
