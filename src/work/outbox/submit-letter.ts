import { buildMessage, type Submission } from '../../mail/index.ts'
import type { Writing } from '../../store/index.ts'
import { writeDeed } from '../history.ts'
import { factsOf } from '../log.ts'
import { delayAfter, isHopeless } from './delays.ts'
import { outgoingOf } from './frozen-letter.ts'
import { LeaseLost, noteDot, StaysHere } from './leases.ts'
import { type Obstacle, obstacleTo } from './obstacle.ts'
import type { Relay } from './for-relay.ts'
import type { OutboxParts } from './outbox-parts.ts'
import type { Answer, OutboxRow } from './outbox-rows.ts'

/** How an attempt ended: `again` in so many milliseconds, `file` it, `over`, or `locked` out with these credentials. */
export type Outcome = { next: 'again'; delay: number } | { next: 'file' } | { next: 'over' } | { next: 'locked' }

/**
 * Sends a letter this process has claimed, and writes down how it ended. `way`: the server that takes it, and who signs
 * in to it, its writer or the submission account.
 */
export async function submitLetter(parts: OutboxParts, row: OutboxRow, way: Relay): Promise<Outcome> {
  const { rows, uploads, log } = parts
  const frozen = rows.letterOf(row)
  try {
    const obstacle = await obstacleTo(parts, row, frozen)
    if (obstacle) return await writeObstacle(parts, row, obstacle)
    const message = await buildMessage(outgoingOf(frozen, row.account, uploads), { own: false })
    const envelope = { from: frozen.from.address, to: frozen.recipients }
    const submitted = await way.submission.submit(way.credentials, envelope, {
      ...message,
      beforeDot: () => noteDot(parts, row),
    })
    return await writeOutcome(parts, row, submitted)
  } catch (error) {
    if (error instanceof LeaseLost) return { next: 'over' }
    if (error instanceof StaysHere) return writeObstacle(parts, row, error.obstacle)
    // Ours to repair (a disk, a key): nothing has gone, and nothing is lost by waiting.
    log.error({ outbox: row.id, ...factsOf(error) }, 'a letter could not be read for sending')
    return writeOutcome(parts, row, { outcome: 'later', reason: 'deferred' })
  }
}

/** Nothing was tried: it counts as no attempt. */
async function writeObstacle(parts: OutboxParts, row: OutboxRow, obstacle: Obstacle): Promise<Outcome> {
  const attempts = row.attempts - 1
  switch (obstacle.why) {
    case 'held':
      await conclude(parts, row, {
        changes: { state: 'waiting', held: 1, attempts, lease_owner: null, lease_until: 0 },
      })
      return { next: 'over' }
    case 'hour':
      await conclude(parts, row, { changes: { state: 'waiting', attempts } })
      return { next: 'again', delay: 0 }
    case 'identity':
      return writeEnd(parts, row, { state: 'refused', trouble: 'identity' })
    case 'rate': {
      const changes: Changes = { state: 'waiting', trouble: 'rate', next_attempt_at: obstacle.until, attempts }
      await conclude(parts, row, { changes })
      return { next: 'again', delay: obstacle.until - parts.clock.now() }
    }
  }
}

function writeOutcome(parts: OutboxParts, row: OutboxRow, submitted: Submission): Promise<Outcome> {
  switch (submitted.outcome) {
    case 'sent':
      return writeSent(parts, row, submitted)
    case 'maybe':
      return writeEnd(parts, row, { state: 'maybe', trouble: null, answer: {} })
    case 'refused': {
      const { receipt, code, response } = submitted
      return writeEnd(parts, row, { state: 'refused', trouble: 'refused', answer: { receipt, code, response } })
    }
    case 'later':
      return writeLater(parts, row, submitted)
    case 'credentials-rejected':
      return writeLocked(parts, row)
  }
}

async function writeSent(
  parts: OutboxParts,
  row: OutboxRow,
  { receipt }: Extract<Submission, { outcome: 'sent' }>,
): Promise<Outcome> {
  const now = parts.clock.now()
  const { recipients } = parts.rows.letterOf(row)
  const changes: Changes = { state: 'sent', trouble: null, sent_at: now, answer: { receipt } }
  const deed = { kind: 'sent' as const, outbox: row.id, recipients, receipt }
  const remember = (transaction: Writing) =>
    writeDeed(parts.store)(transaction, row.account, { id: row.id, at: now, deed })
  const kept = await conclude(parts, row, { changes, alongside: remember })
  return kept ? { next: 'file' } : { next: 'over' }
}

async function writeLater(
  parts: OutboxParts,
  row: OutboxRow,
  { reason, response }: Extract<Submission, { outcome: 'later' }>,
): Promise<Outcome> {
  const answer = response === undefined ? {} : { response }
  if (isHopeless(row.attempts)) return writeEnd(parts, row, { state: 'refused', trouble: reason, answer })

  const delay = delayAfter(row.attempts)
  const next_attempt_at = parts.clock.now() + delay
  const changes: Changes = { state: 'waiting', dot_at: null, trouble: reason, next_attempt_at, answer }
  await conclude(parts, row, { changes })
  return { next: 'again', delay }
}

/** The next sign-in lends a better password; the same one again is not tried twice a minute, the relay's not at all. */
async function writeLocked(parts: OutboxParts, row: OutboxRow): Promise<Outcome> {
  const next_attempt_at = parts.clock.now() + delayAfter(1)
  const changes: Changes = { state: 'waiting', dot_at: null, trouble: 'credentials', next_attempt_at, relay: 0 }
  await conclude(parts, row, { changes })
  return { next: 'locked' }
}

async function writeEnd(parts: OutboxParts, row: OutboxRow, changes: Changes): Promise<Outcome> {
  await conclude(parts, row, { changes: { next_attempt_at: null, ...changes } })
  return { next: 'over' }
}

type Changes = Partial<Omit<OutboxRow, 'id' | 'account' | 'answer' | 'letter'>> & { answer?: Answer }

/** False when the row is no longer this attempt's to conclude. */
function conclude(
  { store, rows, owner, clock }: OutboxParts,
  row: OutboxRow,
  { changes, alongside }: { changes: Changes; alongside?: (transaction: Writing) => Promise<void> },
): Promise<boolean> {
  const { answer, ...columns } = changes
  // Whoever has it sent again signs it again.
  const over = columns.state !== 'waiting' && { pressed_with: null, held: 0 }
  const sealed = answer && { answer: rows.sealAnswer(answer, row) }
  return store.write(
    async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('outbox')
        .set({ ...columns, ...sealed, ...over, updated_at: clock.now() })
        .where('id', '=', row.id)
        .where('lease_owner', '=', owner)
        // `maybe`: somebody took us for dead after the dot; what the server told us is better than a guess.
        .where('state', 'in', ['sending', 'maybe'])
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      await alongside?.(transaction)
      return true
    },
    { durable: true },
  )
}
