import type { Draft, Leaves, OutboxEntry } from '../../work/index.ts'
import { formattedLetter } from './as-received.ts'
import { identityOf } from './identity.ts'
import type { Moment } from './moment.ts'
import { recipientsOf } from './recipients.ts'
import { within } from './within.ts'

/** Milliseconds that the original's own look is waited for. */
const patience = 5_000

/** Gives a letter that may leave to the outbox. */
export async function press(
  draft: Draft,
  { req, services, account, saved }: Moment,
  leaves: Leaves | undefined,
): Promise<OutboxEntry> {
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
    ...(leaves && { leaves }),
  })
}
