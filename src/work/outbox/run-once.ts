import type { Credentials } from '../../mail/index.ts'
import { factsOf } from '../log.ts'
import { fileLetter, removeDraftCopy } from './file-letter.ts'
import { claim } from './leases.ts'
import type { Mean } from './means.ts'
import type { OutboxParts } from './outbox-parts.ts'
import { hasHour, isUnderWay, type OutboxRow } from './outbox-rows.ts'
import { noteVouched } from './relay.ts'
import { submitLetter, type Outcome } from './submit-letter.ts'

/** The next thing to do for a letter: send it, file it, or find that another process does. */
export async function runOnce(parts: OutboxParts, mean: Mean): Promise<Outcome> {
  const { id, credentials } = mean
  const way = credentials ? { submission: parts.submission, credentials } : parts.relay
  const waiting = way && (await claim(parts, id, 'waiting'))
  if (waiting) {
    const outcome = await submitLetter(parts, waiting, way)
    parts.changed.emit('entry', id)
    if (credentials && outcome.next === 'again') await noteVouched(parts, waiting, credentials)
    if (credentials && outcome.next !== 'file') await leaveDrafts(parts, waiting, credentials)
    return outcome
  }

  // Without its writer's credentials, nobody opens the mailbox its copy goes to.
  const sent = credentials && (await claim(parts, id, 'sent'))
  if (sent) return fileLetter(parts, sent, parts.mail.account(sent.account, credentials))

  const row = await parts.rows.find(mean.account, id)
  return row && mayStillNeed(row, mean, parts.clock.now())
    ? { next: 'again', delay: parts.lease / 2 }
    : { next: 'over' }
}

/** Another process sends or files it, and might die: this one looks again. Held, or planned for later, it needs nobody. */
function mayStillNeed(row: OutboxRow, { credentials }: Mean, now: number): boolean {
  if (row.state === 'sent') return credentials !== undefined
  return isUnderWay(row.state) && !row.held && !(row.planned && hasHour(row, now))
}

/** A letter stands in one place: now that it waits in the outbox, the mail server's draft of it goes. */
export async function leaveDrafts(parts: OutboxParts, row: OutboxRow, credentials: Credentials): Promise<void> {
  try {
    await removeDraftCopy(parts, row, parts.mail.account(row.account, credentials))
  } catch (error) {
    parts.log.warn(
      { outbox: row.id, ...factsOf(error) },
      'the draft of a letter in the outbox is still on the mail server',
    )
  }
}
