import { type Request, Router } from 'express'
import { paths } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import { type Draft, type OutboxEntry, readHour, type TypedHour } from '../../work/index.ts'
import { checkLetter } from './check.ts'
import { type HoursForm, readHours, typedAs, typedIn } from './hours-form.ts'
import { type LaterPage, laterPage } from './later-page.ts'
import type { Moment } from './moment.ts'
import { parisLocale } from './paris-locale.ts'
import { roomOf } from './room.ts'
import { leave, readyToLeave, settledAt } from './send.ts'

/** « Envoyer plus tard… »: when a saved letter leaves, or, of one that waits in the outbox, at which other hour. */
export function laterRoutes(services: Services): Router {
  const { drafts, sendPage, signedIn } = services
  const router = Router()

  router.get('/compose/:draft/later', async (req, res) => {
    const draft = await drafts.open(signedIn(req).account, req.params.draft)
    const entry = draft?.sent && (await waiting(req, draft.sent.outbox, services))
    if (!draft || draft.discarded || (draft.sent && !entry)) return res.redirect(303, paths.draft(req.params.draft))
    await sendPage(res, 'compose/later', await drawn(req, { draft, entry, services }))
  })

  router.post('/compose/:draft/later', async (req, res) => {
    const form = readHours(req.body)
    const hour = readHour(form.typed, readingOf(req, services))
    const { account } = signedIn(req)
    const saved = { id: req.params.draft, revision: form.revision }
    const where =
      hour.ok && form.pressed === 'plan'
        ? await leaveAt(hour.at, form, { req, res, services, account, saved })
        : paths.draftLater(saved.id, form.typed)
    res.redirect(303, where)
  })

  return router
}

const readingOf = (req: Request, { preferencesOf }: Services) => ({
  now: new Date(),
  monthFirst: preferencesOf(req).dateOrder === 'month-first',
})

/** What stands in the fields before anything was typed. */
const usual: TypedHour = { date: '', hour: '08:00' }

async function waiting(req: Request, id: string, { outbox, signedIn }: Services): Promise<OutboxEntry | undefined> {
  const entry = await outbox.read(signedIn(req).account, id)
  return entry?.state === 'waiting' ? entry : undefined
}

interface Drawing {
  draft: Draft
  entry: OutboxEntry | undefined
  services: Services
}

async function drawn(req: Request, { draft, entry, services }: Drawing): Promise<LaterPage> {
  const { outbox, signedIn } = services
  const reading = readingOf(req, services)
  const asked = req.query['note'] === 'read'
  const typed = asked ? typedIn(req.query) : entry?.planned ? typedAs(entry.dueAt) : usual
  const { reminders } = checkLetter(draft, await roomOf(req, draft.letter, services), signedIn(req).person)
  const hour = asked ? readHour(typed, reading) : undefined
  const given = { draft, entry, typed, hour, reminders, now: reading.now, alone: outbox.plansLeaveAlone }
  return laterPage(given, parisLocale(req, services))
}

/** Gives the letter its hour; whatever came first meanwhile is what the writer is shown. */
async function leaveAt(at: Date, { entry }: HoursForm, moment: Moment): Promise<string> {
  const { req, services, account, saved } = moment
  const sent = (await services.drafts.open(account, saved.id))?.sent
  if (!sent && entry) return paths.draft(saved.id, { note: 'late' })
  if (!sent) {
    const draft = await readyToLeave(moment, 'whatever')
    return typeof draft === 'string' ? draft : leave(moment, draft, at)
  }
  if (entry === sent.outbox)
    await services.outbox.replan(account, { id: entry, at }, services.signedIn(req).credentials)
  return (await settledAt(moment, sent.outbox)) ?? paths.outboxEntry(sent.outbox)
}
