import type { Request, Response } from 'express'
import { identitiesOf } from '../../accounts/index.ts'
import { issueDraftToken } from '../../http/park-token.ts'
import type { MessageKey } from '../../i18n/index.ts'
import { MailError } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import type { Draft, DraftLetter } from '../../work/index.ts'
import { beginFrom, emptyLetter } from './begin.ts'
import { checkLetter } from './check.ts'
import { signedLetter, writerOf } from './identity.ts'
import { leftOutOf } from './left-out.ts'
import { originAsked } from './origin.ts'
import { letterPage, type Place } from './page.ts'
import { type Room, roomOf } from './room.ts'
import { complaintsByField, sayComplaints, sayLeftOut, sayNote, sayReminders, type Says } from './says.ts'
import { within } from './within.ts'

interface Showing {
  draft: Draft
  services: Services
}

/** Draws a letter that nobody has saved: empty, or begun from another message. */
export async function showNew(req: Request, res: Response, { id, services }: { id: string; services: Services }) {
  const { letter, unread } = await begin(req, services)
  const draft: Draft = { id, revision: 0, letter, files: [], place: 'here', parked: false, discarded: false }
  const says = unread ? [sayNote('compose.original.unread', services.localeOf(req))] : []
  await show(req, res, { draft, services, says, room: await roomOf(req, letter, services), place: draft.place })
}

/** A message that cannot be had never costs the click: one can write all the same. */
async function begin(req: Request, services: Services): Promise<{ letter: DraftLetter; unread: boolean }> {
  const preferences = services.preferencesOf(req)
  const person = writerOf(services.signedIn(req).person, preferences)
  const { to } = req.query
  const empty = { ...emptyLetter(person, preferences), to: typeof to === 'string' ? to.slice(0, 10_000) : '' }
  const origin = originAsked(req.query)
  if (!origin) return { letter: signedLetter(empty, person, preferences), unread: false }
  try {
    const letter = await beginFrom(origin, {
      ...{ mail: services.mailOf(req), person, preferences },
      locale: services.localeOf(req),
    })
    // A message written anew brings the signature it had.
    return { letter: origin.kind === 'as-new' ? letter : signedLetter(letter, person, preferences), unread: false }
  } catch (error) {
    if (!(error instanceof MailError) || error.reason === 'signed-out' || error.reason === 'credentials-rejected')
      throw error
    return { letter: signedLetter(empty, person, preferences), unread: true }
  }
}

/** What brought the reader here, by the address's word for it. */
const notes = new Map<unknown, MessageKey>([
  ['back', 'compose.takenBack'],
  ['late', 'compose.takenBack.before'],
  ['apart', 'compose.apart'],
])

/** Draws the newest revision, and what is wrong with it once « Envoyer » has been pressed. */
export async function showSaved(req: Request, res: Response, { draft, services }: Showing): Promise<void> {
  const { account, person } = services.signedIn(req)
  const locale = services.localeOf(req)
  if (draft.parked) await services.drafts.unpark(account, draft.id)
  const [room, leftOut, place] = await Promise.all([
    roomOf(req, draft.letter, services),
    leftOutOf(services.settings, account, draft),
    placeOf(req, { draft, services }),
  ])
  const { complaints, reminders } =
    req.query['note'] === 'send' ? checkLetter(draft, room, person) : { complaints: [], reminders: [] }
  const note = notes.get(req.query['note'])
  const says = [
    ...(complaints.length > 0 ? [sayComplaints(complaints, locale)] : []),
    ...(complaints.length === 0 && reminders.length > 0 ? [sayReminders(reminders, locale)] : []),
    ...(leftOut.length > 0 ? [sayLeftOut(leftOut, room, locale)] : []),
    ...(note ? [sayNote(note, locale)] : []),
    ...((await hasDiscarded(req, services)) ? [sayNote('compose.conflict.discarded', locale)] : []),
    ...(draft.discarded ? [sayNote('compose.discarded', locale)] : []),
    ...(draft.parked ? [sayNote('compose.parked', locale)] : []),
    ...(draft.changedElsewhere ? [sayNote('compose.elsewhere', locale, [seeing('elsewhere', locale)])] : []),
    ...(draft.original ? [sayNote('compose.original', locale, [seeing('original', locale)])] : []),
  ]
  const wrong = complaintsByField(complaints, locale)
  await show(req, res, { draft, services, says, room, place, wrong, shown: reminders })
}

/** Milliseconds the page waits for a mail server that may take the text now. */
const patience = 1_000

async function placeOf(req: Request, { draft, services }: Showing): Promise<Place> {
  if (draft.place === 'server' || draft.discarded) return draft.place
  const { account, person } = services.signedIn(req)
  const to = { mail: services.mailOf(req), person, withFiles: false }
  return (await within(patience, services.drafts.push(account, draft.id, to))) ?? draft.place
}

/** The page comes from a choice between two texts. */
async function hasDiscarded(req: Request, { history, signedIn }: Services): Promise<boolean> {
  const { said } = req.query
  return typeof said === 'string' && (await history.read(signedIn(req).account, said))?.deed.kind === 'draft-discarded'
}

const seeing = (which: 'elsewhere' | 'original', { t }: ReturnType<Services['localeOf']>) => ({
  name: `do-${which}`,
  words: t(`compose.${which}.show`),
})

interface Drawing extends Showing {
  says: Says[]
  room: Room
  place: Place
  wrong?: Record<string, string>
  shown?: string[]
}

async function show(req: Request, res: Response, { services, wrong = {}, shown = [], ...drawing }: Drawing) {
  const signedIn = services.signedIn(req)
  const { account } = signedIn
  const { sessionSecret: secret } = services.config
  const token = issueDraftToken({ account, draft: drawing.draft.id }, { secret, now: Date.now() })
  const recent = await services.recent.list(account)
  const { sendDelay, ...chosen } = services.preferencesOf(req)
  const identities = identitiesOf(signedIn.person, chosen)
  const given = { ...drawing, wrong, shown, token, signedIn, identities, recent, sendDelay }
  const page = letterPage(given, services.localeOf(req))
  await services.sendPage(res, 'compose/letter', page)
}
