import type { Credentials } from '../../mail/index.ts'
import { factsOf } from '../log.ts'
import { createOnceAMinute, minute } from '../once-a-minute.ts'
import type { Outbox } from '../types.ts'
import { heldOf, holdWhatOthersPressed } from './hold.ts'
import type { OutboxParts } from './outbox-parts.ts'
import { type OutboxRow, underWay } from './outbox-rows.ts'
import { isForRelay } from './for-relay.ts'
import type { Sender } from './sender.ts'

/** Every request of a signed-in session may lend its credentials: a look in memory, once a minute one in the store. */
export function createLender(parts: OutboxParts, sender: Sender): Outbox['lend'] {
  const mayLook = createOnceAMinute(parts.clock)
  return (account, credentials) => {
    if (!mayLook(`${account} ${parts.digests.print(credentials)}`)) return
    takeOn(parts, { account, credentials, sender }).catch((error: unknown) => {
      parts.log.error(factsOf(error), 'letters that wait for a sign-in could not be looked up')
    })
  }
}

interface Loan {
  account: string
  credentials: Credentials
  sender: Sender
}

async function takeOn(parts: OutboxParts, loan: Loan): Promise<void> {
  const { store, clock } = parts
  const { account, credentials, sender } = loan
  const now = clock.now()
  const rows = await store.read
    .selectFrom('outbox')
    .selectAll()
    .where('account', '=', account)
    .where('state', 'in', underWay)
    .orderBy('pressed_at')
    .execute()
  const others = new Set(await holdWhatOthersPressed(parts, loan, rows))
  // Only these: an old session stops nothing of what its owner has pressed since.
  for (const id of await heldOf(parts, account)) sender.drop(id)
  for (const row of rows) {
    if (others.has(row) || row.held || isFarOff(parts, row, now)) continue
    // With the sign-in it waited for, a letter need not wait for its next try as well.
    else if (isAsked(row, now) || !sender.has(row.id)) sender.take(asTheirs(parts, row), credentials)
  }
}

const isAsked = ({ trouble, next_attempt_at }: OutboxRow, now: number): boolean =>
  trouble === 'credentials' && (next_attempt_at ?? 0) <= now

/** Left to a relay that does its work, or to a later loan: no secret waits in memory for days. */
function isFarOff(parts: OutboxParts, row: OutboxRow, now: number): boolean {
  const { state, planned, due_at, trouble } = row
  if (state !== 'waiting' || planned === 0) return false
  return isForRelay(parts, row) ? trouble === null || due_at > now : due_at > now + minute
}

/** The relay tries again in an hour perhaps; a session sends by another server, and may try at once. */
const asTheirs = (parts: OutboxParts, row: OutboxRow): OutboxRow =>
  row.planned && isForRelay(parts, row) ? { ...row, next_attempt_at: null } : row
