import type { ImapFlow } from 'imapflow'
import { createMailServer, type MailServerOptions } from '../../../src/mail/imap/mail-server.ts'
import type { MailAccount, MailServer } from '../../../src/mail/mail-account.ts'
import type { FrozenSelection } from '../../../src/mail/types.ts'
import type { LabUser, NewUser } from '../../lab/people.ts'
import { lab } from '../../support/lab.ts'

export interface OpenMail {
  user: LabUser
  server: MailServer
  account: MailAccount
  /** Verbs sent on all lines since they were last asked for, as « UID FETCH ». */
  commands: () => string[]
}

const opened: MailServer[] = []

/** Every line that a test opened ends with it. */
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()))
})

export function openServer(options: Partial<MailServerOptions> = {}): MailServer {
  const server = createMailServer({
    imap: { ...lab().imap, tls: 'none' },
    deadlines: { connect: 5000, command: 10_000 },
    ceiling: 50,
    idleAfter: 60_000,
    cacheBytes: 20_000_000,
    ...options,
  })
  opened.push(server)
  return server
}

/** A fresh user, signed in through our own code. */
export async function openMail(options: Partial<MailServerOptions> = {}, wanted?: NewUser): Promise<OpenMail> {
  const user = await lab().addUser(wanted)
  let sent = ''
  const server = openServer({
    ...options,
    wire: () => (direction, bytes) => {
      if (direction === 'sent') sent += Buffer.from(bytes).toString('latin1')
    },
  })
  const account = await server.signIn(user.login, user)
  const commands = (): string[] => {
    const verbs = [...sent.matchAll(/^[0-9A-F]+ ((?:UID )?[A-Z]+)/gm)].map(([, verb = '']) => verb)
    sent = ''
    return verbs
  }
  commands()
  return { user, server, account, commands }
}

/** A folder with all it holds now. */
export async function frozenFolder(account: MailAccount, path: string): Promise<FrozenSelection> {
  const { selections } = await account.freeze({ folders: [path], criteria: [], first: 0 })
  const [selection] = selections
  if (!selection) throw new Error(`${path} is not there`)
  return selection
}

/** Fills a folder with plain letters « Letter 1 », « Letter 2 »…, oldest first. */
export async function fill(user: LabUser, count: number, folder = 'INBOX'): Promise<void> {
  const messages = Array.from({ length: count }, (_, index) => ({
    raw: letter(`Letter ${index + 1}`),
    date: new Date(Date.UTC(2026, 8, 1) + index * 60_000),
  }))
  await lab().seedMaildir(user.login, folder, messages)
}

export const letter = (subject: string, text = `Words of ${subject}.`): string =>
  [
    'From: Zoé <zoe@lyon.example>',
    'To: classe@ac-lyon.example',
    `Subject: ${subject}`,
    'Date: Tue, 1 Sep 2026 08:00:00 +0200',
    `Message-ID: <${subject.replace(/[^\w]/g, '-')}@lyon.example>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n')

/** Another program at work in the same mailbox. */
export async function elsewhere(
  user: LabUser,
  folder: string,
  work: (imap: ImapFlow) => Promise<unknown>,
): Promise<void> {
  await lab().asUser(user, async (imap) => {
    const lock = await imap.getMailboxLock(folder)
    try {
      await work(imap)
    } finally {
      lock.release()
    }
  })
}
