import { createHash } from 'node:crypto'
import type { Carried, DraftLetter, Upload } from '../types.ts'

/**
 * SHA-256 of what a letter says and of its files' contents: the same post sent twice has the same digest, though its
 * files arrived as other uploads the second time. Line ends count once: browsers post CRLF whatever was typed.
 */
export function letterDigest(letter: DraftLetter, files: Upload[]): string {
  const { from, to, cc, bcc, replyTo, subject, importance, answers, reminded } = letter
  const content = [
    ...[from, to, cc, bcc, replyTo, subject, letter.body.replaceAll('\r\n', '\n'), importance],
    answers ? [answers.kind, answers.messageId, answers.references] : null,
    files.map(({ name, digest }) => [name, digest]),
    letter.carried.map(carriedKey),
    [...reminded].sort(),
    ...(letter.receipt ? ['receipt'] : []),
    ...(letter.format ? [letter.format] : []),
  ]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

/** Tells one file of one message from every other. */
export function carriedKey({ ref, section }: Carried): string {
  return JSON.stringify([ref.folder, ref.uidValidity, ref.uid, section])
}
