import type { Request } from 'express'
import type { Services } from '../../services.ts'
import type { DraftLetter } from '../../work/index.ts'
import { within } from './within.ts'

/** Bytes of a file that fit into so many of a message: lines of base64, each with its end (RFC 2045 §6.8). */
const inBase64 = (bytes: number): number => Math.floor((Math.max(0, bytes) / 78) * 57)
/** Bytes kept free, when a file is chosen, for what will still be written. */
const spare = 96 * 1024
/** Bytes of a message's own headers, and of those around each file, whose name stands there twice. */
const headers = 4 * 1024
const headersOfFile = 2 * 1024
/** A byte of text takes three at most (quoted-printable, RFC 2045 §6.7). */
const perByteOfText = 3
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

/** Bytes of the message that are no files. */
function besideFiles({ to, cc, bcc, replyTo, subject, body, files, carried }: DraftLetter): number {
  const text = Buffer.byteLength([to, cc, bcc, replyTo, subject, body].join())
  return headers + headersOfFile * (files.length + carried.length) + perByteOfText * text
}

/** The real limit for a letter: the least of ours, the submission server's and what is left of the mailbox, as far as they are known. */
export async function roomOf(
  req: Request,
  letter: DraftLetter,
  { config, submission, mailOf }: Services,
): Promise<Room> {
  const [largest, quota] = await Promise.all([
    within(patience, submission.sizeLimit()),
    within(patience, mailOf(req).quota()),
  ])
  const beside = besideFiles(letter)
  const submitted = (largest ?? Infinity) - beside
  const service = Math.min(config.uploadLimit, inBase64(submitted - spare))
  const mailbox = inBase64((quota ? quota.limit - quota.used : Infinity) - beside - spare)
  return {
    limit: Math.min(service, mailbox),
    bound: mailbox < service ? 'mailbox' : 'service',
    sendable: Math.min(config.uploadLimit, inBase64(submitted)),
  }
}

/** Bytes of the letter's files, those of the original that it will carry among them. */
export const weightOf = (files: { size: number }[], carried: { size: number }[]): number =>
  [...files, ...carried].reduce((sum, { size }) => sum + size, 0)
