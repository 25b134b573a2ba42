import { randomUUID } from 'node:crypto'
import { ImapFlow } from 'imapflow'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { SendMailOptions } from 'nodemailer'
import { deliverByLmtp, LmtpRefusal } from './lmtp.ts'
import { addUser, readPeople, type LabUser, type NewUser, type Person } from './people.ts'
import { mailDomain, type LabPlaces } from './places.ts'
import { readDeliveries, readOutgoing, type OutgoingMail } from './received.ts'
import { seedMaildir, type SeededMessage } from './seed-maildir.ts'

/** A message as text or bytes, or as nodemailer would be told it. */
export type MessageToDeliver = string | Buffer | SendMailOptions

export interface LabTools {
  addUser(wanted?: NewUser): Promise<LabUser>
  people(): Promise<Person[]>
  /** Brings a message to an INBOX through LMTP (and the user's Sieve script). Rejects with Dovecot's refusal. */
  deliver(login: string, message: MessageToDeliver): Promise<void>
  /** Puts a message into a folder through IMAP, making the folder when it is missing. Gives its UID. */
  append(user: Credentials, folder: string, message: AppendedMessage): Promise<number>
  /** Signs in by IMAP, runs `work`, signs out. */
  asUser<T>(user: Credentials, work: (imap: ImapFlow) => Promise<T>): Promise<T>
  /** Fills a folder that exists, very fast; oldest first. */
  seedMaildir(login: string, folder: string, messages: Iterable<SeededMessage>): Promise<void>
  /** The recipients the SMTP listener took a Message-ID (with its brackets) for, one entry each time. */
  deliveries(messageId: string): Promise<string[]>
  /** Mail the SMTP listener took for other domains, oldest first. */
  outgoing(): Promise<OutgoingMail[]>
}

type Credentials = Pick<LabUser, 'login' | 'password'>

export interface AppendedMessage {
  raw: string | Buffer
  flags?: string[]
  date?: Date
}

/** Everything that can be done to a running lab, from any process that knows where it is. */
export function toolsFor(places: LabPlaces): LabTools {
  const asUser: LabTools['asUser'] = (user, work) => withImap(places, user, work)
  return {
    addUser: (wanted) => addUser(places, wanted),
    people: () => readPeople(places),
    deliver: (login, message) => deliver(places, login, message),
    append: (user, folder, message) => asUser(user, (imap) => append(imap, folder, message)),
    asUser,
    seedMaildir: (login, folder, messages) => seedMaildir(places, { login, folder }, messages),
    deliveries: (messageId) => readDeliveries(places, messageId),
    outgoing: () => readOutgoing(places),
  }
}

async function deliver({ lmtp }: LabPlaces, login: string, message: MessageToDeliver): Promise<void> {
  const raw = await bytesOf(message)
  const recipients = [`${login}@${mailDomain}`]
  const [reply] = await deliverByLmtp(lmtp, { sender: `lab@${mailDomain}`, recipients, raw })
  if (reply && reply.code !== 250) throw new LmtpRefusal(reply)
}

async function bytesOf(message: MessageToDeliver): Promise<Buffer> {
  if (typeof message === 'string' || Buffer.isBuffer(message)) return Buffer.from(message)
  const messageId = `<${randomUUID()}@${mailDomain}>`
  return new MailComposer({ messageId, disableFileAccess: true, disableUrlAccess: true, ...message }).compile().build()
}

async function withImap<T>(
  { imap: { host, port } }: LabPlaces,
  user: Credentials,
  work: (imap: ImapFlow) => Promise<T>,
) {
  const auth = { user: user.login, pass: user.password }
  const imap = new ImapFlow({
    host,
    port,
    secure: false,
    doSTARTTLS: false,
    auth,
    logger: false,
    disableAutoIdle: true,
  })
  let lost: Error | undefined
  imap.on('error', (error: Error) => (lost = error))
  await imap.connect()
  try {
    const result = await work(imap)
    if (lost) throw lost
    return result
  } finally {
    await imap.logout()
  }
}

async function append(imap: ImapFlow, folder: string, { raw, flags = [], date }: AppendedMessage): Promise<number> {
  const known = await imap.list()
  if (!known.some(({ path }) => path === folder)) await imap.mailboxCreate(folder)
  const answer = await imap.append(folder, raw, flags, date)
  if (!answer || answer.uid === undefined) throw new Error(`APPEND to ${folder} gave no UID`)
  return answer.uid
}
