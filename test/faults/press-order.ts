import type { Pressed } from '../../src/work/index.ts'
import type { Address } from '../lab/places.ts'

export interface WorkerPlan {
  dataDir: string
  /** Base64. */
  contentKey: string
  imap: Address
  smtp: Address
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
}

/** The letter an order asks for: always the same for the same order. */
export function pressedBy(plan: WorkerPlan, { writer, to, number }: PressOrder): Pressed {
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
  }
}
