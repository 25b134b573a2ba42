import { randomBytes } from 'node:crypto'
import { type Request, type Response, Router } from 'express'
import { identitiesOf, type Identity, type Preferences } from '../../accounts/index.ts'
import { pressed, readForm } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import { identityForm } from './identity-form.ts'
import { identitiesPage, identityPage, removeIdentityPage } from './identity-page.ts'
import { noteAsked } from './note.ts'
import { savePreferences } from './save.ts'
import { besides, plainOf, withIdentity } from './saved-identity.ts'

type Named = Request<{ id: string }>

const ownOf = (req: Named, { preferencesOf }: Services) =>
  preferencesOf(req).identities.find(({ id }) => id === req.params.id)

const allOf = (req: Request, { preferencesOf, signedIn }: Services) =>
  identitiesOf(signedIn(req).person, preferencesOf(req))

/** Whom letters come from: a list that says which comes first, and a page for each. */
export function identityRoutes(services: Services): Router {
  const { localeOf, preferencesOf, sendPage, signedIn } = services
  const router = Router()
  router.use(removalRoutes(services))

  router.get('/settings/identities', async (req, res) => {
    const locale = localeOf(req)
    const given = { person: signedIn(req).person, chosen: preferencesOf(req), note: noteAsked(req, locale) }
    await sendPage(res, 'settings/identities', identitiesPage(given, locale))
  })

  router.post('/settings/identities', async (req, res) => {
    const { main } = req.body as { main?: unknown }
    const chosen = allOf(req, services).find(({ id }) => id === main)
    const query = chosen ? await savePreferences(req, { mainIdentity: chosen.id }, services) : { note: 'same' }
    res.redirect(303, paths.settingsPage('identities', query))
  })

  router.get('/settings/identities/:id', async (req: Named, res) => {
    const { person } = signedIn(req)
    const { id } = req.params
    const fresh = { name: person.name, address: person.addresses[0] }
    const values = id === 'new' ? fresh : allOf(req, services).find((one) => one.id === id)
    if (!values) return res.redirect(303, paths.settingsPage('identities'))
    const own = ownOf(req, services) !== undefined
    await sendPage(res, 'settings/identity', identityPage({ id, person, values: { ...values }, own }, localeOf(req)))
  })

  router.post('/settings/identities/:id', async (req: Named, res) => {
    if (pressed(req.body) === 'remove') return res.redirect(303, paths.identityRemoval(req.params.id))
    await saveIdentity(req, res, services)
  })

  return router
}

/** A signature is work: it goes in two steps, the first of which only asks. */
function removalRoutes(services: Services): Router {
  const { localeOf, sendPage } = services
  const router = Router()

  router.get('/settings/identities/:id/remove', async (req: Named, res) => {
    const identity = ownOf(req, services)
    if (!identity) return res.redirect(303, paths.settingsPage('identities'))
    await sendPage(res, 'settings/remove-identity', removeIdentityPage(identity, localeOf(req)))
  })

  router.post('/settings/identities/:id/remove', async (req: Named, res) => {
    if (pressed(req.body) !== 'remove') return res.redirect(303, paths.identity(req.params.id))
    const without = ({ identities }: Preferences) => ({
      identities: identities.filter(({ id }) => id !== req.params.id),
    })
    res.redirect(303, paths.settingsPage('identities', await savePreferences(req, without, services)))
  })

  return router
}

/** One that a person set up is changed; one that only stood for an address, or is new, is written down. */
async function saveIdentity(req: Named, res: Response, services: Services): Promise<void> {
  const { localeOf, preferencesOf, sendPage, signedIn } = services
  const { person } = signedIn(req)
  const { id } = req.params
  const own = ownOf(req, services) !== undefined
  const read = (known: Preferences) => {
    const others = known.identities.filter((one) => one.id !== id)
    const beside = (typed: Pick<Identity, 'name' | 'address'>) => besides(typed, id, plainOf(person, known))
    return readForm(identityForm({ others, addresses: person.addresses, beside }), req.body)
  }

  let form = read(preferencesOf(req))
  const query = await savePreferences(
    req,
    (known) => {
      form = read(known)
      const identity = form.ok && { ...form.values, id: own ? id : newId() }
      return identity ? withIdentity(known, { identity, from: id, person, spare: newId() }) : {}
    },
    services,
  )
  if (!form.ok) {
    const page = identityPage({ id, person, values: form.values, own, errors: form.errors }, localeOf(req))
    return sendPage(res.status(422), 'settings/identity', page)
  }
  res.redirect(303, paths.settingsPage('identities', query))
}

/** It is an id of the page too, which begins with a letter. */
const newId = (): string => `i${randomBytes(9).toString('base64url')}`
