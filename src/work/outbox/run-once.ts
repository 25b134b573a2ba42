import { factsOf } from '../log.ts'
import { fileLetter, removeDraftCopy } from './file-letter.ts'
import { claim } from './leases.ts'
import type { Mean } from './means.ts'
import type { OutboxParts } from './outbox-parts.ts'
import { isUnderWay, type OutboxRow } from './outbox-rows.ts'
import { submitLetter, type Outcome } from './submit-letter.ts'

/** The next thing to do for a letter: send it, file it, or find that another process does. */
export async function runOnce(parts: OutboxParts, mean: Mean): Promise<Outcome> {
  const waiting = await claim(parts, mean.id, 'waiting')
  if (waiting) {
    const outcome = await submitLetter(parts, waiting, mean.credentials)
    parts.changed.emit('entry', mean.id)
    if (outcome.next !== 'file') await leaveDrafts(parts, waiting, mean)
    return outcome
  }

  const sent = await claim(parts, mean.id, 'sent')
  if (sent) return fileLetter(parts, sent, parts.mail.account(sent.account, mean.credentials))

  const row = await parts.rows.find(mean.account, mean.id)
  return row && isUnderWay(row.state) ? { next: 'again', delay: parts.lease / 2 } : { next: 'over' }
}

/** A letter stands in one place: now that it waits in the outbox, the mail server's draft of it goes. */
async function leaveDrafts(parts: OutboxParts, row: OutboxRow, { account, credentials }: Mean): Promise<void> {
  try {
    await removeDraftCopy(parts, row, parts.mail.account(account, credentials))
  } catch (error) {
    parts.log.warn(
      { outbox: row.id, ...factsOf(error) },
      'the draft of a letter in the outbox is still on the mail server',
    )
  }
}
