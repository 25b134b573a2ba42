import type { ImapFlow } from 'imapflow'
import type { LabUser } from '../../lab/people.ts'
import { lab } from '../../support/lab.ts'

/** Everything a mailbox holds but its UIDs, as another program sees it: folders, who is subscribed, flags and dates of messages. */
export type Dump = Record<string, { subscribed: boolean; messages: string[] }>

export function dump(user: LabUser, tools: Pick<ReturnType<typeof lab>, 'asUser'> = lab()): Promise<Dump> {
  return tools.asUser(user, async (imap) => {
    const folders: Dump = {}
    for (const { path, flags, subscribed } of await imap.list()) {
      const messages = flags.has('\\Noselect') || flags.has('\\NonExistent') ? [] : await messagesIn(imap, path)
      folders[path] = { subscribed, messages }
    }
    return folders
  })
}

async function messagesIn(imap: ImapFlow, path: string): Promise<string[]> {
  const lock = await imap.getMailboxLock(path, { readOnly: true })
  try {
    const messages: string[] = []
    if (imap.mailbox && imap.mailbox.exists === 0) return messages
    const items = { envelope: true, flags: true, internalDate: true, size: true }
    for await (const { envelope, flags, internalDate, size } of imap.fetch('1:*', items)) {
      const names = [...(flags ?? [])].filter((name) => name !== '\\Recent').sort()
      const date = internalDate instanceof Date ? internalDate.toISOString() : internalDate
      messages.push([envelope?.subject, envelope?.messageId, size, date, ...names].join(' | '))
    }
    return messages.sort()
  } finally {
    lock.release()
  }
}
