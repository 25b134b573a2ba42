import type { Request } from 'express'
import { paths } from '../../http/paths.ts'
import type { Services } from '../../services.ts'
import { type Draft, hasGoneWell, isQuiet, type Leaves, nextWorkingHour, waitsForItsHour } from '../../work/index.ts'
import { checkLetter } from './check.ts'
import { backTo, type Moment, pushSoon } from './moment.ts'
import { press } from './press.ts'
import { roomOf } from './room.ts'
import { within } from './within.ts'

/** Milliseconds the page waits for the files of a forward, then to learn that the letter has left. */
const patience = 5_000

/** Sends the letter just saved, unless something is wrong with it: then its page says what. */
export async function sendLetter(moment: Moment): Promise<string> {
  const draft = await readyToLeave(moment, 'reminded')
  if (typeof draft === 'string') return draft
  return quietUntil(moment.req, moment.services) ? paths.draftQuiet(draft.id) : leave(moment, draft)
}

/** Asks when it leaves; what its writer may have overlooked is said there. */
export async function planLetter(moment: Moment): Promise<string> {
  const draft = await readyToLeave(moment, 'whatever')
  return typeof draft === 'string' ? draft : paths.draftLater(draft.id)
}

/** When people are at work again, for a writer who wants to be asked; undefined where they are, or never will be. */
export function quietUntil(req: Request, { config: { quietHours }, preferencesOf }: Services): Date | undefined {
  const now = new Date()
  if (!preferencesOf(req).quietHours || !isQuiet(quietHours, now)) return undefined
  return nextWorkingHour(quietHours, now)
}

/** The letter as it was saved, or where its writer reads what keeps it from leaving. */
export async function readyToLeave(moment: Moment, reminders: 'reminded' | 'whatever'): Promise<Draft | string> {
  const { req, services, account, saved } = moment
  const { drafts, mailOf, signedIn } = services
  await within(patience, drafts.fetchCarried(account, saved.id, mailOf(req)))
  const draft = await drafts.open(account, saved.id)
  // Another tab has saved since: what would leave is not what this page showed.
  if (draft?.revision !== saved.revision || draft.sent) return paths.draft(saved.id)
  const found = checkLetter(draft, await roomOf(req, draft.letter, services), signedIn(req).person)
  const overlooked = reminders === 'reminded' ? found.reminders.length : 0
  if (found.complaints.length + overlooked === 0) return draft
  await pushSoon(moment, false)
  return paths.draft(saved.id, { note: 'send' })
}

/** At once, save for the time to take it back, or at its hour. */
export async function leave(moment: Moment, draft: Draft, at?: Date): Promise<string> {
  const { sendDelay } = moment.services.preferencesOf(moment.req)
  const delayed: Leaves = { kind: 'delayed', ms: sendDelay * 1000 }
  const entry = await press(draft, moment, at ? { kind: 'planned', at } : delayed)
  return (await settledAt(moment, entry.id)) ?? paths.outboxEntry(entry.id)
}

/** Where the writer is told what became of a letter: a short one has left before the page is drawn. */
export async function settledAt(moment: Moment, id: string): Promise<string | undefined> {
  const { services, account } = moment
  const entry = await services.outbox.settled(account, id, patience)
  if (!entry) return undefined
  if (!hasGoneWell(entry) && !waitsForItsHour(entry, new Date())) return paths.outboxEntry(id)
  const draft = await services.drafts.open(account, entry.draft)
  // What the history says of a letter sent is found under the entry's own id, what it waits for under the same.
  return backTo(moment, draft?.letter.answers?.ref.folder ?? '', id)
}
