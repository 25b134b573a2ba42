import { chown, mkdir, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
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
  for (const part of ['.', 'cur', 'new', 'tmp']) await makeOwned(path.join(maildir, part))
  let batch: Promise<void>[] = []
  let number = 0
  for (const message of messages) {
    batch.push(writeMessage(path.join(maildir, 'cur'), message, number++))
    if (batch.length < 64) continue
    await Promise.all(batch)
    batch = []
  }
  await Promise.all(batch)
}

/** Maildir++: subfolders are `.One.Two` beside INBOX; the listescape plugin writes a dot within a name as `\2e`. */
function maildirOf({ folder: lab, separator }: Pick<LabPlaces, 'folder' | 'separator'>, login: string, folder: string) {
  const inbox = path.join(lab, 'mail', login)
  if (folder === 'INBOX') return inbox
  const levels = folder.split(separator).map((level) => level.replaceAll('.', '\\2e').replaceAll('/', '\\2f'))
  return path.join(inbox, `.${levels.join('.')}`)
}

async function makeOwned(folder: string): Promise<void> {
  const { uid, gid } = mailOwner()
  await mkdir(folder, { recursive: true })
  await chown(folder, uid, gid)
}

const letters: Record<string, string> = {
  '\\Draft': 'D',
  '\\Flagged': 'F',
  '\\Answered': 'R',
  '\\Seen': 'S',
  '\\Deleted': 'T',
}

async function writeMessage(folder: string, { raw, date, flags = [] }: SeededMessage, number: number): Promise<void> {
  const bytes = Buffer.from(raw)
  const seconds = Math.floor(date.getTime() / 1000)
  const unique = `${seconds}.M${String(number).padStart(7, '0')}.lab`
  // S and W are the sizes Dovecot would otherwise read every file for (W counts CRLF line ends).
  const size = `S=${bytes.length},W=${bytes.length + bareLineEnds(bytes)}`
  const info = flags
    .map((flag) => letters[flag] ?? '')
    .sort()
    .join('')
  const file = path.join(folder, `${unique},${size}:2,${info}`)
  await writeFile(file, bytes, { mode: 0o600 })
  const { uid, gid } = mailOwner()
  await chown(file, uid, gid)
  await utimes(file, seconds, seconds)
}

function bareLineEnds(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) if (bytes[at - 1] !== 13) count++
  return count
}
