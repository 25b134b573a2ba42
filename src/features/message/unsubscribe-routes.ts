import { type Request, Router } from 'express'
import { z } from 'zod'
import { pressed } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import { type Message, parseAddresses } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { addressedAs, hasGoneWell, senderOf } from '../../work/index.ts'
import { type Named, refOf } from './ref.ts'
import { listNameOf, unsubscribePage, type Ways, waysToLeave } from './unsubscribe-page.ts'

const asked = z.object({ note: z.enum(['failed', 'refused']).optional().catch(undefined) })

/** Leaving a list: a question, then a request or a message; never anything by itself. */
export function unsubscribeRoutes(services: Services): Router {
  const { config, localeOf, mailOf, sendPage } = services
  const router = Router()

  router.get('/mail/:folder/:message/unsubscribe', async (req, res) => {
    const message = await mailOf(req).readMessage(refOf(req))
    const ways = waysToLeave(message, config.authservId)
    const { note } = asked.parse(req.query)
    await sendPage(res, 'message/unsubscribe', unsubscribePage({ message, ways, note }, localeOf(req)))
  })

  router.post('/mail/:folder/:message/unsubscribe', async (req, res) => {
    const message = await mailOf(req).readMessage(refOf(req))
    const ways = waysToLeave(message, config.authservId)
    res.redirect(303, await leave(req, { message, ways }, services))
  })

  return router
}

interface Leaving {
  message: Message
  ways: Ways
}

/** Gives where to go. A way that the message does not offer, or no longer, is asked about once more. */
async function leave(req: Request<Named>, { message, ways }: Leaving, services: Services): Promise<string> {
  const again = paths.messageUnsubscribe(message.ref)
  switch (pressed(req.body)) {
    case 'request':
      return (await ask(req, { message, ways }, services)) ?? again
    case 'mail':
      return (await write(req, { message, ways }, services)) ?? again
    default:
      return again
  }
}

async function ask(req: Request, { message, ways }: Leaving, services: Services): Promise<string | undefined> {
  if (ways.request === undefined) return undefined
  const posted = await services.postOutside(ways.request, { 'List-Unsubscribe': 'One-Click' })
  if (posted === 'done') return said(req, { message, how: 'request' }, services)
  return paths.messageUnsubscribe(message.ref, { note: posted === 'refused' ? 'refused' : 'failed' })
}

async function said(
  req: Request,
  { message, how }: { message: Message; how: 'mail' | 'request' },
  { history, signedIn }: Services,
): Promise<string> {
  const deed = { kind: 'unsubscribed' as const, list: listNameOf(message), how }
  const { id } = await history.write(signedIn(req).account, deed)
  return paths.message(message.ref, { said: id })
}

/** Milliseconds the page waits to learn that the message has left. */
const patience = 5_000

/** Writes to the list by the outbox, once for each message: the number it is pressed with is the message's own. */
async function write(req: Request, { message, ways }: Leaving, services: Services): Promise<string | undefined> {
  const { outbox, signedIn } = services
  const { account, person, credentials } = signedIn(req)
  const [to] = parseAddresses(ways.mail?.to ?? '').addresses
  if (!to) return undefined
  const { folder, uidValidity, uid } = message.ref
  const number = `unsubscribe.${uidValidity}.${uid}.${folder}`
  const from = senderOf(addressedAs(message, person), person)
  const letter = {
    ...{ from: from.address, to: to.address, cc: '', bcc: '', replyTo: '' },
    subject: ways.mail?.subject ?? '',
    body: ways.mail?.body ?? '',
    importance: 'normal' as const,
    ...{ files: [], carried: [], reminded: [] },
  }
  const entry = await outbox.press(account, {
    draft: { id: crypto.randomUUID(), revision: 0 },
    sendNumber: number,
    ...{ from, to: [to], cc: [], bcc: [], replyTo: [], letter, person, credentials },
  })
  const settled = await outbox.settled(account, entry.id, patience)
  return settled && hasGoneWell(settled) ? said(req, { message, how: 'mail' }, services) : paths.outboxEntry(entry.id)
}
