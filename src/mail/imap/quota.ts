import { MailError } from '../errors.ts'
import type { Quota } from '../types.ts'
import type { Context } from './context.ts'
import { withPatience } from './line.ts'

/** Milliseconds. Counting bytes is dear for some servers, and a page a minute old is true enough. */
export const quotaLife = 60_000

/** Bytes used and allowed (RFC 9208); undefined where the server tells none. */
export async function readQuota({ line, memory }: Context): Promise<Quota | undefined> {
  const answer = await withPatience(line, line.imap.getQuota('INBOX'))
  // `false` is a NO, no QUOTA at all, or a line lost meanwhile: only the last is not an answer.
  if (!answer && !line.imap.usable) throw new MailError('server-unreachable', { detail: 'GETQUOTAROOT' })
  const storage = answer ? answer.storage : undefined
  const value = storage?.limit ? { used: storage.usage ?? 0, limit: storage.limit } : undefined
  memory.quota = { value, at: performance.now() }
  return value
}
