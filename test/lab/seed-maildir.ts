import { chownSync, closeSync, fchownSync, futimesSync, mkdirSync, openSync, writeSync } from 'node:fs'
import path from 'node:path'
import { setImmediate as pause } from 'node:timers/promises'
import { mailOwner } from './dovecot-config.ts'
import type { LabPlaces } from './places.ts'

export interface SeededMessage {
  raw: string | Buffer
  date: Date
  /** `\Seen \Answered \Flagged \Draft \Deleted` only: keywords need IMAP. */
  flags?: string[]
}

/**
 * Writes messages straight into a user's maildir: tens of thousands take seconds. The folder exists already
 * (INBOX always does); messages come oldest first, for Dovecot numbers them by the time in their names.
 */
export async function seedMaildir(
  places: Pick<LabPlaces, 'folder' | 'separator'>,
  { login, folder = 'INBOX' }: { login: string; folder?: string },
  messages: Iterable<SeededMessage>,
): Promise<void> {
  const maildir = maildirOf(places, login, folder)
  for (const part of ['.', 'cur', 'new', 'tmp']) makeOwned(path.join(maildir, part))
  let number = 0
  for (const message of messages) {
    writeMessage(path.join(maildir, 'cur'), message, number++)
    // Signals and other work get their turn.
    if (number % 256 === 0) await pause()
  }
}

/** Maildir++: subfolders are `.One.Two` beside INBOX; the listescape plugin writes a dot within a name as `\2e`. */
function maildirOf({ folder: lab, separator }: Pick<LabPlaces, 'folder' | 'separator'>, login: string, folder: string) {
  const inbox = path.join(lab, 'mail', login)
  if (folder === 'INBOX') return inbox
  const levels = folder.split(separator).map((level) => level.replaceAll('.', '\\2e').replaceAll('/', '\\2f'))
  return path.join(inbox, `.${levels.join('.')}`)
}

function makeOwned(folder: string): void {
  const { uid, gid } = mailOwner()
  mkdirSync(folder, { recursive: true })
  chownSync(folder, uid, gid)
}

const letters: Record<string, string> = {
  '\\Draft': 'D',
  '\\Flagged': 'F',
  '\\Answered': 'R',
  '\\Seen': 'S',
  '\\Deleted': 'T',
}

// Synchronous: for tens of thousands of small files, each round through the thread pool would cost more than the write.
function writeMessage(folder: string, { raw, date, flags = [] }: SeededMessage, number: number): void {
  const bytes = Buffer.from(raw)
  const seconds = Math.floor(date.getTime() / 1000)
  const unique = `${seconds}.M${String(number).padStart(7, '0')}.lab`
  // S and W are the sizes Dovecot would otherwise read every file for (W counts CRLF line ends).
  const size = `S=${bytes.length},W=${bytes.length + bareLineEnds(bytes)}`
  const info = flags
    .map((flag) => letters[flag] ?? '')
    .sort()
    .join('')
  const file = openSync(path.join(folder, `${unique},${size}:2,${info}`), 'wx', 0o600)
  writeSync(file, bytes)
  const { uid, gid } = mailOwner()
  fchownSync(file, uid, gid)
  futimesSync(file, seconds, seconds)
  closeSync(file)
}

function bareLineEnds(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) if (bytes[at - 1] !== 13) count++
  return count
}
