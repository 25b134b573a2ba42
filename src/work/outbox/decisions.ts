import type { Credentials } from '../../mail/index.ts'
import type { Outbox } from '../types.ts'
import { decide, type Rule } from './decide.ts'
import type { OutboxParts } from './outbox-parts.ts'
import type { OutboxRow } from './outbox-rows.ts'
import type { Sender } from './sender.ts'
import { hourOf } from './writing-down.ts'

type Decisions = Pick<Outbox, 'sendAgain' | 'sendNow' | 'replan' | 'confirm'>

const waits = ({ state }: OutboxRow): boolean => state === 'waiting'

/** What a writer may decide about a letter in the outbox. Whoever decides also lends the credentials to send it with. */
export function createDecisions(parts: OutboxParts, sender: Sender): Decisions {
  const { rows } = parts

  async function carryOut(decision: { account: string; id: string; credentials: Credentials }, rule: Rule) {
    const row = await decide(parts, decision, rule)
    if (!row) return undefined
    if (row.planned) sender.drop(row.id)
    else sender.take(row, decision.credentials)
    parts.changed.emit('entry', row.id)
    return rows.entryOf(row)
  }

  return {
    async sendAgain(account, id, credentials) {
      const entry = await carryOut({ account, id, credentials }, again)
      if (entry) return entry
      const row = await rows.find(account, id)
      return row && rows.entryOf(row)
    },
    sendNow: (account, id, credentials) =>
      carryOut({ account, id, credentials }, { may: waits, hour: (_row, now) => hourOf(undefined, now) }),
    replan: (account, { id, at }, credentials) =>
      carryOut({ account, id, credentials }, { may: waits, hour: (_row, now) => hourOf({ kind: 'planned', at }, now) }),
    confirm: (account, id, credentials) => carryOut({ account, id, credentials }, confirmed),
  }
}

/**
 * Its writer wants it sent, knowing that it may have gone: it waits again, as the same message, tried from the
 * beginning. A letter that waits for its next try is tried now.
 */
const again: Rule = {
  may: ({ state, trouble, held }) =>
    state === 'maybe' || state === 'refused' || (state === 'waiting' && (trouble !== null || held === 1)),
  // Dated as before: receivers must be able to tell that it is the same message.
  hour: ({ state, planned, due_at }, now) =>
    state === 'waiting' && planned ? hourOf(undefined, now) : { planned: 0, delay: 0, due_at },
}

/** What was held goes as it was meant to. */
const confirmed: Rule = {
  may: (row) => waits(row) && row.held === 1,
  hour: ({ planned, due_at }, now) => hourOf(planned ? { kind: 'planned', at: new Date(due_at) } : undefined, now),
}
