import type { ImapFlow } from 'imapflow'
import { MailError } from '../errors.ts'
import { asMailError } from './as-mail-error.ts'
import { checkedPath, command } from './command.ts'
import { withPatience, type Line, type SelectedFolder } from './line.ts'
import { isUid } from './uid-set.ts'

/**
 * Has `path` selected on a line its caller has borrowed, which is the lock. Sends nothing when it is already, to a server that tells news with any answer.
 * Rejects with `folder-not-found` for a name that is not there or only holds others.
 */
export async function selectFolder(line: Line, path: string): Promise<SelectedFolder> {
  const wanted = checkedPath(path)
  if (!line.stale && line.folder?.path === wanted && line.imap.mailbox) {
    line.folder.fresh = false
    // Courier answers from what it knew at its last NOOP: without others' flags, arrivals and removals.
    if (!line.imap.capabilities.has('CONDSTORE')) await command(line, ['NOOP'])
    return line.folder
  }

  line.folder = undefined
  line.stale = false
  sparesListing(line.imap, wanted)
  const mailbox = await withPatience(line, line.imap.mailboxOpen(wanted)).catch((error: unknown) => {
    throw notSelectable(asMailError(error, line))
  })
  if (!(mailbox as unknown)) throw new MailError('server-unreachable', { detail: 'SELECT without a session' })
  const uidValidity = String(mailbox.uidValidity)
  line.folder = { path: wanted, uidValidity, changes: 0, removed: [], fresh: true, pages: new Set() }
  return line.folder
}

/** The library lists a folder before it first selects it, to know things we never ask. */
function sparesListing(imap: ImapFlow, path: string): void {
  const { folders } = imap as unknown as { folders: Map<string, { path: string }> }
  const prefix = imap.namespace?.prefix ?? ''
  const whole = path === 'INBOX' || path.startsWith(prefix) ? path : prefix + path
  if (!folders.has(whole)) folders.set(whole, { path: whole })
}

/** A plain NO to SELECT is a name that cannot be opened, whatever code the server chose. */
const notSelectable = (error: Error): Error =>
  error instanceof MailError && error.reason === 'refused' && !error.message.includes('NOPERM')
    ? new MailError('folder-not-found', { detail: 'SELECT', cause: error.cause })
    : error

/** A rebuilt folder has another UIDVALIDITY, and its UIDs are other messages' (RFC 9051 §2.3.1.1). */
export function insistOnSame(
  folder: SelectedFolder,
  { uidValidity, uid }: { uidValidity: string; uid?: number },
): void {
  if (folder.uidValidity !== uidValidity) throw new MailError('message-not-found', { detail: 'UIDVALIDITY changed' })
  if (uid !== undefined && !isUid(uid)) throw new MailError('message-not-found', { detail: 'no UID' })
}
