import type { ImapFlow } from 'imapflow'
import type { MailAccount, MailServer } from '../../../src/mail/mail-account.ts'
import type { MessageSummary, Selection } from '../../../src/mail/types.ts'
import type { LabUser } from '../../lab/people.ts'
import type { Address } from '../../lab/places.ts'
import { toolsFor, type AppendedMessage } from '../../lab/tools.ts'
import { lab } from '../../support/lab.ts'
import { openServer } from '../imap/open-mail.ts'

/** A server as our code meets it, and as other programs do. */
export interface PoorServer {
  ours: Address
  theirs: Address
}

export interface PoorMailbox {
  user: LabUser
  server: MailServer
  account: MailAccount
  /** Another program puts a message into a folder, made when it is missing. Gives its UID. */
  bring: (folder: string, message: AppendedMessage) => Promise<number>
  /** Another program at work, with a folder selected. */
  elsewhere: (folder: string, work: (imap: ImapFlow) => Promise<unknown>) => Promise<void>
  /** The folder of this name, wherever the server keeps it. */
  named: (name: string) => Promise<string>
}

/** A fresh user signed in to a server, whose mailbox other programs reach as well. */
export async function openPoorMailbox({ ours, theirs }: PoorServer): Promise<PoorMailbox> {
  const user = await lab().addUser()
  const server = openServer({ imap: { ...ours, tls: 'none' } })
  const account = await server.signIn(user.login, user)
  const tools = toolsFor({ ...lab(), imap: theirs })
  return {
    user,
    server,
    account,
    bring: (folder, message) => tools.append(user, folder, message),
    elsewhere: (folder, work) =>
      tools.asUser(user, async (imap) => {
        await imap.mailboxOpen(folder)
        await work(imap)
      }),
    named: async (name) => {
      const found = (await account.folders()).find((folder) => folder.name === name)
      if (!found) throw new Error(`No folder ${name}`)
      return found.path
    },
  }
}

export const rows = async (account: MailAccount, folder = 'INBOX'): Promise<MessageSummary[]> =>
  (await account.listMessages(folder, { page: 1, size: 50 })).items

export const uidsIn = async (account: MailAccount, folder = 'INBOX'): Promise<number[]> =>
  (await rows(account, folder)).map(({ ref }) => ref.uid)

export const subjectsIn = async (account: MailAccount, folder = 'INBOX'): Promise<string[]> =>
  (await rows(account, folder)).map(({ subject }) => subject)

/** Messages of a folder, by UID. */
export async function choose(account: MailAccount, folder: string, uids: number[]): Promise<Selection> {
  const { uidValidity } = await account.listMessages(folder, { page: 1, size: 50 })
  return { folder, uidValidity, uids }
}

/** A letter with accents wherever they may be, and a file. */
export const letterWithFile = [
  'From: =?utf-8?Q?Zo=C3=A9_L=C3=A9vy?= <zoe@lyon.example>',
  'To: classe@ac-lyon.example',
  'Subject: =?iso-8859-1?Q?R=E9union_=E0_No=EBl?=',
  'Date: Tue, 1 Sep 2026 08:00:00 +0200',
  'Message-ID: <reunion@lyon.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=iso-8859-1',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Le coll=E8ge sera ferm=E9.',
  '--b',
  'Content-Type: application/pdf',
  "Content-Disposition: attachment; filename*=utf-8''relev%C3%A9.pdf",
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('%PDF-1.4 relevé').toString('base64'),
  '--b--',
  '',
].join('\r\n')
