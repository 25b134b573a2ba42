import { createHmac, randomBytes } from 'node:crypto'
import type { Credentials } from '../../mail/index.ts'
import { factsOf } from '../log.ts'
import { createOnceAMinute } from '../once-a-minute.ts'
import type { Outbox } from '../types.ts'
import type { OutboxParts } from './outbox-parts.ts'
import { underWay } from './outbox-rows.ts'
import type { Sender } from './sender.ts'

/** Every request of a signed-in session may lend its credentials: a look in memory, once a minute one in the store. */
export function createLender(parts: OutboxParts, sender: Sender): Outbox['lend'] {
  const mayLook = createOnceAMinute(parts.clock)
  // Not the passwords themselves: of those only what is needed stays in memory.
  const secret = randomBytes(32)
  return (account, credentials) => {
    const print = createHmac('sha256', secret).update(credentials.password).digest('base64')
    if (!mayLook(`${account} ${print}`)) return
    takeOn(parts, { account, credentials, sender }).catch((error: unknown) => {
      parts.log.error(factsOf(error), 'letters that wait for a sign-in could not be looked up')
    })
  }
}

async function takeOn(
  { store, clock }: OutboxParts,
  { account, credentials, sender }: { account: string; credentials: Credentials; sender: Sender },
): Promise<void> {
  const rows = await store.read
    .selectFrom('outbox')
    .selectAll()
    .where('account', '=', account)
    .where('state', 'in', underWay)
    .orderBy('pressed_at')
    .execute()
  for (const row of rows) {
    // With the sign-in it waited for, a letter need not wait for its next try as well.
    const asked = row.trouble === 'credentials' && (row.next_attempt_at ?? 0) <= clock.now()
    if (asked || !sender.has(row.id)) sender.take(row, credentials)
  }
}
