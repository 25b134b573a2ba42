import { paths } from '../../http/paths.ts'
import { type Draft, hasGoneWell, type OutboxEntry } from '../../work/index.ts'
import { formattedLetter } from './as-received.ts'
import { checkLetter } from './check.ts'
import { identityOf } from './identity.ts'
import { backTo, type Moment, pushSoon } from './moment.ts'
import { recipientsOf } from './recipients.ts'
import { roomOf } from './room.ts'
import { within } from './within.ts'

/** Milliseconds the page waits for the files of a forward, then to learn that the letter has left. */
const patience = 5_000

/** Sends the letter just saved, unless something is wrong with it: then its page says what. */
export async function sendLetter(moment: Moment): Promise<string> {
  const { req, services, account, saved } = moment
  const { drafts, mailOf } = services
  await within(patience, drafts.fetchCarried(account, saved.id, mailOf(req)))
  const draft = await drafts.open(account, saved.id)
  // Another tab has saved since: what would leave is not what this page showed.
  if (draft?.revision !== saved.revision || draft.sent) return paths.draft(saved.id)
  const { complaints, reminders } = checkLetter(
    draft,
    await roomOf(req, draft.letter, services),
    services.signedIn(req).person,
  )
  if (complaints.length > 0 || reminders.length > 0) {
    await pushSoon(moment, false)
    return paths.draft(saved.id, { note: 'send' })
  }

  const entry = await press(draft, moment)
  return (await settledAt(moment, entry.id)) ?? paths.outboxEntry(entry.id)
}

/** Where the writer is told what became of a letter: a short one has left before the page is drawn. */
export async function settledAt(moment: Moment, id: string): Promise<string | undefined> {
  const { services, account } = moment
  const entry = await services.outbox.settled(account, id, patience)
  if (!entry) return undefined
  if (!hasGoneWell(entry)) return paths.outboxEntry(id)
  const draft = await services.drafts.open(account, entry.draft)
  // What the history says of a letter sent is found under the entry's own id.
  return backTo(moment, draft?.letter.answers?.ref.folder ?? '', id)
}

async function press(draft: Draft, { req, services, account, saved }: Moment): Promise<OutboxEntry> {
  const { person, credentials } = services.signedIn(req)
  const given = { mail: services.mailOf(req), locale: services.localeOf(req) }
  const html = await within(patience, formattedLetter(draft.letter, given))
  const { to, cc, bcc, replyTo } = recipientsOf(draft.letter)
  const { name, address } = identityOf(draft.letter.from, person, services.preferencesOf(req))
  return services.outbox.press(account, {
    draft: saved,
    // A revision is one content: taken back and changed, the letter has another number.
    sendNumber: `${saved.id}.${saved.revision}`,
    from: { name, address },
    to: to.addresses,
    cc: cc.addresses,
    bcc: bcc.addresses,
    replyTo: replyTo.addresses,
    letter: draft.letter,
    ...(html !== undefined && { html }),
    person,
    credentials,
  })
}
