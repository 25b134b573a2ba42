import type { Selectable } from 'kysely'
import type { Receipt } from '../../mail/index.ts'
import type { Store, Tables } from '../../store/index.ts'
import { sealedColumn, type SealedColumn, type SealedRow } from '../sealed-column.ts'
import type { OutboxEntry, OutboxState } from '../types.ts'
import type { CredentialsDigest } from './credentials-digest.ts'
import type { FrozenLetter } from './frozen-letter.ts'
import { isForRelay, type Relay } from './for-relay.ts'

export type OutboxRow = Selectable<Tables['outbox']>

/** Still to be sent or filed. */
export const underWay: OutboxState[] = ['waiting', 'sending', 'sent']

export const isUnderWay = (state: OutboxState): boolean => underWay.includes(state)

/** Whether it has still to wait for its hour on the wall clock; what leaves at once has none, wherever that clock is set. */
export const hasHour = ({ planned, delay, due_at }: OutboxRow, now: number): boolean =>
  (planned === 1 || delay > 0) && due_at > now

/** What the server said last, in its words. */
export interface Answer {
  code?: number
  response?: string
  receipt?: Receipt
}

/** Rows of the outbox, unsealed. */
export class OutboxRows {
  readonly #read: Store['read']
  readonly #parts: { relay?: Relay | undefined }
  readonly #letter: SealedColumn<FrozenLetter>
  readonly #answer: SealedColumn<Answer>
  readonly #digest: SealedColumn<CredentialsDigest>

  constructor({ read, box }: Pick<Store, 'read' | 'box'>, parts: { relay?: Relay | undefined }) {
    this.#read = read
    this.#parts = parts
    this.#letter = sealedColumn(box, 'outbox.letter')
    this.#answer = sealedColumn(box, 'outbox.answer')
    this.#digest = sealedColumn(box, 'outbox.pressed_with')
  }

  sealLetter(letter: FrozenLetter, row: SealedRow): Buffer {
    return this.#letter.seal(letter, row)
  }

  sealAnswer(answer: Answer, row: SealedRow): Buffer {
    return this.#answer.seal(answer, row)
  }

  sealDigest(digest: CredentialsDigest, row: SealedRow): Buffer {
    return this.#digest.seal(digest, row)
  }

  /** Undefined for a letter of before such digests were kept. */
  digestOf(row: OutboxRow): CredentialsDigest | undefined {
    return row.pressed_with ? this.#digest.open(row.pressed_with, row) : undefined
  }

  letterOf(row: OutboxRow): FrozenLetter {
    return this.#letter.open(row.letter, row)
  }

  answerOf(row: OutboxRow): Answer {
    return row.answer ? this.#answer.open(row.answer, row) : {}
  }

  find(account: string, id: string): Promise<OutboxRow | undefined> {
    const rows = this.#read.selectFrom('outbox').selectAll().where('id', '=', id).where('account', '=', account)
    return rows.executeTakeFirst()
  }

  entryOf(row: OutboxRow): OutboxEntry {
    const { recipients, letter } = this.letterOf(row)
    return {
      id: row.id,
      draft: row.draft,
      state: row.state,
      subject: letter.subject,
      recipients,
      dueAt: new Date(row.due_at),
      planned: row.planned === 1,
      leavesBy: leavesBy(this.#parts, row),
      ...(row.next_attempt_at !== null && { nextAttemptAt: new Date(row.next_attempt_at) }),
      attempts: row.attempts,
      ...troubleOf(row),
      ...this.answerOf(row),
      ...(row.sent_at !== null && { sentAt: new Date(row.sent_at) }),
      updatedAt: new Date(row.updated_at),
    }
  }
}

function troubleOf({ state, held, trouble }: OutboxRow): Pick<OutboxEntry, 'trouble'> {
  if (held && state === 'waiting') return { trouble: 'held' }
  return trouble ? { trouble } : {}
}

/** Its means are with the process that has the lease, with the relay, or with whoever signs in next. */
function leavesBy(parts: { relay?: Relay | undefined }, row: OutboxRow): OutboxEntry['leavesBy'] {
  if (!row.planned && row.lease_owner !== null) return 'session'
  return isForRelay(parts, row) ? 'relay' : 'sign-in'
}
