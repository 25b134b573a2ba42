import type { Leaves, Pressed } from '../../src/work/index.ts'
import type { Address } from '../lab/places.ts'

export interface WorkerPlan {
  dataDir: string
  /** Base64. */
  contentKey: string
  imap: Address
  smtp: Address
  /** The account that may send for everybody; without one, what waits longer than its process waits for a sign-in. */
  submitUrl?: string
  writers: Writer[]
}

export interface Writer {
  account: string
  login: string
  password: string
  address: string
}

/** `number` is the send number and stands in the subject. */
export interface PressOrder {
  order: number
  writer: number
  to: string
  number: string
  /** Milliseconds after it is pressed, on the clock of the process that presses it; at once, when absent. */
  later?: { kind: Leaves['kind']; ms: number }
}

/** The letter an order asks for: always the same for the same order, but for its hour. */
export function pressedBy(plan: WorkerPlan, { writer, to, number, later }: PressOrder, now = Date.now()): Pressed {
  const { login = '', password = '', address = '' } = plan.writers[writer] ?? {}
  const nobody = { cc: [], bcc: [], replyTo: [] }
  const blank = { from: '', to: '', cc: '', bcc: '', replyTo: '', files: [], carried: [], reminded: [] }
  return {
    draft: { id: number, revision: 1 },
    sendNumber: number,
    from: { name: '', address },
    to: [{ name: '', address: to }],
    ...nobody,
    letter: { ...blank, subject: number, body: `Message ${number}.`, importance: 'normal' },
    person: { login, name: '', addresses: [address] },
    credentials: { login, password },
    ...(later && { leaves: leavesAt(later, now) }),
  }
}

const leavesAt = ({ kind, ms }: NonNullable<PressOrder['later']>, now: number): Leaves =>
  kind === 'delayed' ? { kind, ms } : { kind, at: new Date(now + ms) }
