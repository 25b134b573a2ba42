import { type Request, Router } from 'express'
import { pressed } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import { hasGoneWell } from '../../work/index.ts'
import { entryPage, outboxPage } from './page.ts'

/** Milliseconds the answer waits to see a letter leave. */
const patience = 5_000

/** « Boîte d’envoi »: what became of each letter, and what can be done about it. */
export function outboxRoutes(services: Services): Router {
  const { drafts, localeOf, outbox, sendPage, signedIn } = services
  const router = Router()

  router.get('/outbox', async (req, res) => {
    const { account } = signedIn(req)
    const [entries, kept] = await Promise.all([outbox.list(account), drafts.list(account)])
    await sendPage(res, 'outbox/list', outboxPage(entries, kept, localeOf(req)))
  })

  router.get('/outbox/:id', async (req, res) => {
    const entry = await outbox.read(signedIn(req).account, req.params.id)
    if (!entry || entry.state === 'cancelled')
      return res.redirect(303, entry ? paths.draft(entry.draft, { note: 'late' }) : paths.outbox())
    await sendPage(res, 'outbox/entry', entryPage(entry, localeOf(req)))
  })

  router.post('/outbox/:id', async (req, res) => {
    res.redirect(303, await act(req, req.params.id, services))
  })

  return router
}

/** Does what was pressed; anything else, or what came too late, shows how the letter is now. */
async function act(req: Request, id: string, services: Services): Promise<string> {
  const { outbox, signedIn } = services
  const { account, credentials } = signedIn(req)
  switch (pressed(req.body)) {
    case 'resume':
      return takeBack(services, { account, id })
    case 'cancel':
      return takeBack(services, { account, id, note: 'back' })
    case 'again':
      await outbox.sendAgain(account, id, credentials)
      return whereItIs(services, { account, id })
    case 'now':
      await outbox.sendNow(account, id, credentials)
      return whereItIs(services, { account, id })
    case 'confirm':
      await outbox.confirm(account, id, credentials)
      return whereItIs(services, { account, id })
    case 'arrived':
    case 'dismiss': {
      await outbox.dismiss(account, id, credentials)
      const entry = await outbox.settled(account, id, patience)
      return paths.outbox(entry && hasGoneWell(entry) ? { said: id } : {})
    }
    default:
      return paths.outboxEntry(id)
  }
}

interface Acting {
  account: string
  id: string
  note?: string
}

async function takeBack({ outbox }: Services, { account, id, note }: Acting): Promise<string> {
  const draft = await outbox.takeBack(account, id)
  return draft ? paths.draft(draft.id, { note }) : paths.outboxEntry(id)
}

async function whereItIs({ outbox }: Services, { account, id }: Acting): Promise<string> {
  const entry = await outbox.settled(account, id, patience)
  // The entry's own id is also that of the history row that says it left.
  return entry && hasGoneWell(entry) ? paths.outbox({ said: id }) : paths.outboxEntry(id)
}
