import type { Request } from 'express'
import type { Services } from '../../services.ts'
import { within } from './within.ts'

/** A file grows by a third on its way (base64, RFC 2045 §6.8). */
const onTheWay = 3 / 4
/** Milliseconds a page waits to learn a server's limit. */
const patience = 1_000

/** How much one letter may carry, and what sets the bound. */
export interface Room {
  /** Bytes of files in all. */
  limit: number
  bound: 'service' | 'mailbox'
  /** Bytes of files that can be sent, whatever is left of the mailbox. */
  sendable: number
}

/** The real limit: the least of ours, the submission server's and what is left of the mailbox, as far as they are known. */
export async function roomOf(req: Request, { config, submission, mailOf }: Services): Promise<Room> {
  const [largest, quota] = await Promise.all([
    within(patience, submission.sizeLimit()),
    within(patience, mailOf(req).quota()),
  ])
  const service = Math.min(config.uploadLimit, (largest ?? Infinity) * onTheWay)
  const mailbox = quota ? Math.max(0, quota.limit - quota.used) * onTheWay : Infinity
  return {
    limit: Math.floor(Math.min(service, mailbox)),
    bound: mailbox < service ? 'mailbox' : 'service',
    sendable: Math.floor(service),
  }
}

/** Bytes of the letter's files, those of the original that it will carry among them. */
export const weightOf = (files: { size: number }[], carried: { size: number }[]): number =>
  [...files, ...carried].reduce((sum, { size }) => sum + size, 0)
