import { type Request, type Response, Router } from 'express'
import type { Preferences, SignedIn } from '../../accounts/index.ts'
import { contentDisposition } from '../../http/content-disposition.ts'
import { pressed } from '../../http/form.ts'
import { paths } from '../../http/paths.ts'
import type { Visitors } from '../../http/visitors.ts'
import type { Services } from '../../services.ts'
import { arrivingFile } from './arriving-file.ts'
import { type FileRead, readFile, writeFile } from './file-format.ts'
import { changesOf, filePage, type Refusal } from './file-page.ts'
import { importable } from './importable.ts'
import { usualNames } from './labels-routes.ts'
import { noteAsked } from './note.ts'
import { savePreferences } from './save.ts'

/** A file that was read waits here, sealed, until its owner has seen what it would change. */
const waitingFile = 'settings.file.title'

export function fileRoutes(services: Services): Router {
  const { localeOf, preferencesOf, sendPage } = services
  const router = Router()

  router.get('/settings/file', async (req, res) => {
    const locale = localeOf(req)
    const then = await waiting(req, services)
    const model = { note: noteAsked(req, locale), waiting: then && { now: preferencesOf(req), ...then } }
    await sendPage(res, 'settings/file', filePage(model, locale))
  })

  router.get('/settings/file/export', (req, res) => {
    const now = new Date()
    res.set({
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': contentDisposition('attachment', `traboule-${now.toISOString().slice(0, 10)}.json`),
      'Cache-Control': 'no-store',
    })
    res.send(writeFile(preferencesOf(req), now))
  })

  return router
}

/** Where a file of preferences comes in: a form with a file is read before the guard, which knows only the other kind. */
export function fileArrivals(services: Services, visitors: Pick<Visitors<SignedIn>, 'isOwnForm'>): Router {
  const router = Router()

  router.post('/settings/file', async (req, res, next) => {
    if (!services.signedInOrNot(req) || !req.is('multipart/form-data')) return next()
    const arrived = await arrivingFile(req, visitors)
    switch (pressed(arrived.fields)) {
      case 'apply':
        return apply(req, res, services)
      case 'cancel':
        await keep(req, '', services)
        return res.redirect(303, paths.settingsPage('file', { note: 'kept' }))
      default:
        await read(req, res, { text: arrived.text, services })
    }
  })

  return router
}

async function read(
  req: Request,
  res: Response,
  { text, services }: { text: string; services: Services },
): Promise<void> {
  const { localeOf, preferencesOf, sendPage } = services
  const file: FileRead | Refusal = text === 'none' || text === 'large' ? { ok: false, why: text } : readFile(text)
  if (!file.ok) {
    // One that was read before is not this one: nobody shall take it for it.
    await keep(req, '', services)
    return sendPage(res.status(422), 'settings/file', filePage({ refused: file }, localeOf(req)))
  }

  const { preferences, foreign, leftOut } = takenFrom(req, file.preferences, services)
  const changes = changesOf(preferencesOf(req), preferences, localeOf(req))
  const same = [...changes, ...foreign, ...leftOut].length === 0
  await keep(req, same ? '' : text, services)
  res.redirect(303, paths.settingsPage('file', same ? { note: 'same' } : { note: 'read' }))
}

async function apply(req: Request, res: Response, services: Services): Promise<void> {
  const then = await waiting(req, services)
  const query = then ? await savePreferences(req, then.then, services) : { note: 'same' }
  await keep(req, '', services)
  res.redirect(303, paths.settingsPage('file', query))
}

const keep = (req: Request, text: string, { settings, signedIn }: Services): Promise<void> =>
  settings.save(signedIn(req).account, waitingFile, text)

/** Read anew each time: addresses may have gone since. */
async function waiting(req: Request, services: Services) {
  const { settings, signedIn } = services
  const text = (await settings.read(signedIn(req).account)).get(waitingFile)
  const file = text ? readFile(text) : undefined
  if (!file?.ok) return undefined
  const { preferences, ...left } = takenFrom(req, file.preferences, services)
  return { then: preferences, ...left }
}

const takenFrom = (req: Request, given: Partial<Preferences>, { localeOf, signedIn }: Services) =>
  importable(given, { addresses: signedIn(req).person.addresses, usual: usualNames(localeOf(req)) })
