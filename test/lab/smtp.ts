import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'
import { askForRecipient, deliverByLmtp, type Reply } from './lmtp.ts'
import { readPeople } from './people.ts'
import { authenticated } from './authenticated.ts'
import { mailDomain, submissionName, type Address, type LabPlaces } from './places.ts'
import { keepOutgoing, recordDelivery } from './received.ts'
import { passwordIsRight } from './smtp-authentication.ts'

/** What a test may change while the listener runs (in the process that started the lab). */
export interface SmtpHooks {
  /** Called with the whole message before it is delivered; what it throws is the answer, an `SmtpRefusal` with its code. */
  onData?: (mail: { from: string; recipients: string[]; raw: Buffer }) => Promise<void> | void
}

export class SmtpRefusal extends Error {
  readonly responseCode: number

  constructor(code: number, text: string) {
    super(text)
    this.responseCode = code
  }
}

export interface SmtpListener {
  hooks: SmtpHooks
  address: Address
  /** As `SUBMIT_URL` spells the account that may send for everybody. */
  submitUrl: string
  secureAddress?: Address
  stop(): Promise<void>
}

/** An account of the listener's own, without a mailbox. */
interface Named {
  username: string
  password: string
}

type SmtpPlaces = Pick<LabPlaces, 'folder' | 'runFolder' | 'lmtp' | 'peopleFile'>

const largestMessage = 20 * 1024 * 1024

/** A submission listener: authentication by Dovecot, local recipients by LMTP, the rest into files. */
export async function startSmtp(places: SmtpPlaces, tls?: { cert: string; key: string }): Promise<SmtpListener> {
  const hooks: SmtpHooks = {}
  const service = { username: 'envoi-differe', password: randomBytes(12).toString('base64url') }
  const options = { ...submission({ ...places, service }, hooks), ...(tls && (await secrets(tls))) }
  const plain = new SMTPServer({ ...options, ...(!tls && { disabledCommands: ['STARTTLS'] }) })
  const secure = tls && new SMTPServer({ ...options, secure: true })
  const address = await listen(plain)
  return {
    hooks,
    address,
    submitUrl: `smtp://${service.username}:${service.password}@${address.host}:${address.port}?tls=none`,
    ...(secure && { secureAddress: await listen(secure) }),
    stop: async () => {
      await Promise.all([close(plain), secure && close(secure)])
    },
  }
}

async function secrets({ cert, key }: { cert: string; key: string }) {
  return { cert: await readFile(cert), key: await readFile(key) }
}

async function listen(server: SMTPServer): Promise<Address> {
  // A client that goes away in the middle is an ordinary event for a server.
  server.on('error', () => undefined)
  const socket = server.listen(0, '127.0.0.1')
  await once(socket, 'listening')
  return { host: '127.0.0.1', port: (socket.address() as AddressInfo).port }
}

const close = (server: SMTPServer): Promise<void> => new Promise((resolve) => server.close(resolve))

function submission(places: SmtpPlaces & { service: Named }, hooks: SmtpHooks): SMTPServerOptions {
  const deferred = new Map<string, number>()
  return {
    name: submissionName,
    size: largestMessage,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 200,
    socketTimeout: 10 * 60_000,
    onAuth: ({ username, password }, _session, done) => {
      const credentials = { username: username ?? '', password: password ?? '' }
      const service = isDeepStrictEqual(credentials, places.service)
      const asked = service || passwordIsRight(path.join(places.runFolder, 'run/auth-client'), credentials)
      Promise.resolve(asked).then(
        (right) => (right ? done(null, { user: username }) : done(new SmtpRefusal(535, '5.7.8 Authentication failed'))),
        () => done(new SmtpRefusal(454, '4.7.0 Temporary authentication failure')),
      )
    },
    onRcptTo: ({ address }, session, done) => {
      considerRecipient(places, { address, sender: senderOf(session), deferred }).then(() => done(), done)
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(new SmtpRefusal(552, '5.3.4 Message too big'))
        accept(places, hooks, { session, raw: Buffer.concat(chunks) }).then(() => done(null, '2.0.0 Taken'), done)
      })
    },
  }
}

const senderOf = ({ envelope: { mailFrom } }: SMTPServerSession): string => (mailFrom ? mailFrom.address : '')

/**
 * The recipients that are scripted, in any domain: `refuse@` is refused for good, `plus-tard@` once for now and
 * `plus-tard-3@` three times. `+anything` after it gives a test a recipient of its own.
 */
async function considerRecipient(
  places: SmtpPlaces,
  { address, sender, deferred }: { address: string; sender: string; deferred: Map<string, number> },
): Promise<void> {
  const [, word, times = '1'] = /^(refuse|plus-tard)(?:-(\d+))?(?:\+[^@]*)?@/.exec(address) ?? []
  if (word === 'refuse') throw new SmtpRefusal(550, `5.1.1 <${address}> User unknown`)
  if (word === 'plus-tard') {
    const soFar = deferred.get(address) ?? 0
    deferred.set(address, soFar + 1)
    if (soFar < Number(times)) throw new SmtpRefusal(451, `4.3.0 <${address}> Try again later`)
  }
  if (!isLocal(address) || word) return
  insist(await askForRecipient(places.lmtp, sender, await mailboxOf(places, address)))
}

const isLocal = (address: string): boolean => address.toLowerCase().endsWith(`@${mailDomain}`)

function insist({ code, text }: Reply): void {
  if (code !== 250) throw new SmtpRefusal(code, text)
}

/** marie.dupont+ecole@… is mdupont+ecole@…: Dovecot knows logins only. */
async function mailboxOf(places: SmtpPlaces, address: string): Promise<string> {
  const [local = '', domain = ''] = address.toLowerCase().split('@')
  const [name = '', ...details] = local.split('+')
  const people = await readPeople(places)
  const owner = people.find(({ addresses }) => addresses.some((one) => one.toLowerCase() === `${name}@${domain}`))
  return `${[owner?.login ?? name, ...details].join('+')}@${mailDomain}`
}

async function accept(
  places: SmtpPlaces,
  hooks: SmtpHooks,
  { session, raw }: { session: SMTPServerSession; raw: Buffer },
): Promise<void> {
  const from = senderOf(session)
  const recipients = session.envelope.rcptTo.map(({ address }) => address)
  await hooks.onData?.({ from, recipients, raw })

  const scripted = /^plus-tard/
  const local = recipients.filter((address) => isLocal(address) && !scripted.test(address))
  const outside = recipients.filter((address) => !local.includes(address))
  const taken = local.length > 0 ? await deliverLocally(places, { from, local, raw }) : []
  if (outside.length > 0) await keepOutgoing(places, { from, to: outside, raw })
  await recordDelivery(places, messageIdOf(raw), [...taken, ...outside])
}

/** SMTP has one answer for all: it is a refusal only when LMTP took the message for nobody. */
async function deliverLocally(
  places: SmtpPlaces,
  { from, local, raw }: { from: string; local: string[]; raw: Buffer },
): Promise<string[]> {
  const mailboxes = await Promise.all(local.map((address) => mailboxOf(places, address)))
  const replies = await deliverByLmtp(places.lmtp, {
    sender: from,
    recipients: mailboxes,
    raw: authenticated(raw, from),
  })
  const taken = local.filter((_, at) => replies[at]?.code === 250)
  const [refusal] = replies.filter(({ code }) => code !== 250)
  if (taken.length === 0 && refusal) insist(refusal)
  return taken
}

function messageIdOf(raw: Buffer): string {
  const header = raw.toString('latin1').split(/\r?\n\r?\n/, 1)[0] ?? ''
  return /^message-id:\s*(<[^>]*>)/im.exec(header)?.[1] ?? ''
}
