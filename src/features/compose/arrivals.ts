import { type Request, type Response, Router } from 'express'
import { networkOf } from '../../accounts/index.ts'
import { readDraftToken } from '../../http/park-token.ts'
import { paths } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import type { DraftAt, DraftLetter, Saved } from '../../work/index.ts'
import { afterSaving } from './after.ts'
import { type Arrival, receiveLetter } from './arrive.ts'
import { draftNamed } from './form.ts'
import { changedIdentity } from './identity.ts'
import { noteLeftOut } from './left-out.ts'
import { createParkingWindow } from './parking-window.ts'
import { roomOf } from './room.ts'
import { settledAt } from './send.ts'

/**
 * Where letters come in, whatever became of their writer's session: the draft's own token, first field of the form,
 * says whose they are. It stands before every guard and reads the body by itself.
 */
export function composeArrivals(services: Services): Router {
  const router = Router()
  const countParked = createParkingWindow()

  router.post('/compose/:draft/:revision', async (req, res, next) => {
    const at = draftNamed(req.params)
    if (!at) return next()

    const writer = services.signedInOrNot(req)?.account
    const arrival = await receiveLetter(req, doorOf(req, at, services), services).finally(() => {
      // What is still to come of a form that passed all bounds is not waited for.
      if (!req.complete) res.set('Connection', 'close')
    })
    // Somebody else may sit there now: the letter waits for its writer, and nobody hears a word of it.
    const parked = writer !== arrival.account
    const keeping = { arrival, parked, count: () => countParked(networkOf(req.ip ?? '')) }
    const saved = await keep(services, at, keeping)
    const where = parked ? besides(writer) : await whereTo(saved, { req, res, at, arrival, services })
    res.redirect(303, where)
  })

  return router
}

/** Where a letter that was parked is told of: whoever sits there now may be somebody else, signed in or not. */
const besides = (reader: string | undefined): string =>
  reader === undefined ? paths.login({ kept: true }) : paths.folder('INBOX', { note: 'kept' })

const doorOf = (req: Request, at: DraftAt, services: Services) => ({
  admit(token: string): string | undefined {
    const found = readDraftToken(token, { secret: services.config.sessionSecret, now: Date.now() })
    if (found?.draft !== at.id) return undefined
    // A page left open overnight: whoever is signed in to the account needs no token to save there.
    const lives = !found.expired || services.signedInOrNot(req)?.account === found.account
    return lives ? found.account : undefined
  },
  async limit(account: string, letter: DraftLetter): Promise<number> {
    const present = services.signedInOrNot(req)?.account === account
    return present ? (await roomOf(req, letter, services)).limit : services.config.uploadLimit
  },
})

interface Keeping {
  arrival: Arrival
  parked: boolean
  /** Throws when too much was parked. */
  count: () => void
}

async function keep(services: Services, at: DraftAt, { arrival, parked, count }: Keeping): Promise<Saved> {
  const { drafts, preferences, settings, uploads } = services
  const { account, received, leftOut } = arrival
  const dropFiles = () =>
    uploads.remove(
      account,
      received.map(({ id }) => id),
    )
  try {
    if (parked) count()
    const letter = changedIdentity(arrival.letter, arrival.fromBefore, await preferences.read(account))
    const saved = await drafts.save(account, at, letter, { parked })
    if (saved.outcome === 'repeated' || saved.outcome === 'sent') await dropFiles()
    if (saved.outcome === 'saved' || saved.outcome === 'repeated') {
      await noteLeftOut(settings, account, { at: saved.draft, files: leftOut })
    }
    return saved
  } catch (error) {
    // No letter holds them. What cannot be removed now is swept away later.
    await dropFiles().catch(() => undefined)
    throw error
  }
}

interface Answering {
  req: Request
  res: Response
  at: DraftAt
  arrival: Arrival
  services: Services
}

async function whereTo(saved: Saved, { arrival, at, ...moment }: Answering): Promise<string> {
  const { account, leftOut } = arrival
  // A letter does not leave without a file that was meant to go with it.
  const pressed = leftOut.length > 0 ? 'save' : arrival.pressed
  switch (saved.outcome) {
    case 'conflict':
      return paths.draftConflict({ id: saved.draft.id, other: saved.other.id })
    case 'sent':
      return (await settledAt({ ...moment, account, saved: at }, saved.outbox)) ?? paths.draft(at.id)
    default:
      return afterSaving(pressed, { ...moment, account, saved: saved.draft })
  }
}
