import {
  createMailServer,
  createSubmissionServer,
  type MailServer,
  type SubmissionServer,
} from '../../src/mail/index.ts'
import type { LabUser } from '../lab/index.ts'
import type { Address } from '../lab/places.ts'
import { lab } from '../support/lab.ts'

export interface PostOffice {
  mail: MailServer
  submission: SubmissionServer
}

const opened: MailServer[] = []
afterAll(async () => {
  for (const mail of opened) await mail.close()
})

const deadlines = { connect: 2000, command: 2000 }

/** The mail servers of the lab as the application sees them, or what stands in front of them. */
export function openPostOffice({ imap, smtp }: { imap?: Address; smtp?: Address } = {}): PostOffice {
  const places = lab()
  const mail = createMailServer({
    imap: { ...(imap ?? places.imap), tls: 'none' },
    deadlines,
    ceiling: 50,
    idleAfter: 60_000,
    cacheBytes: 1024 * 1024,
  })
  opened.push(mail)
  return { mail, submission: createSubmissionServer({ smtp: { ...(smtp ?? places.smtp), tls: 'none' }, deadlines }) }
}

export const credentialsOf = ({ login, password }: LabUser) => ({ login, password })
export const personOf = ({ login, name, address }: LabUser) => ({ login, name, addresses: [address] })

/** Raw messages of a folder, oldest first, seen through a line of the test's own. */
export function messagesIn(user: LabUser, folder: string): Promise<{ uid: number; source: string; flags: string[] }[]> {
  return lab().asUser(user, async (imap) => {
    const lock = await imap.getMailboxLock(folder)
    try {
      const found =
        imap.mailbox && imap.mailbox.exists > 0 ? await imap.fetchAll('1:*', { source: true, flags: true }) : []
      return found.map(({ uid, source, flags }) => ({ uid, source: String(source), flags: [...(flags ?? [])] }))
    } finally {
      lock.release()
    }
  })
}
