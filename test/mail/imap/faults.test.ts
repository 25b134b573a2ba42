import fc from 'fast-check'
import type { MailAccount } from '../../../src/mail/mail-account.ts'
import type { LabUser } from '../../lab/people.ts'
import { startFaultProxy, type FaultProxy } from '../../lab/fault-proxy.ts'
import { lab } from '../../support/lab.ts'
import { fill, letter, openServer } from './open-mail.ts'
import { startPoorerServer } from './rewriting-proxy.ts'

let proxy: FaultProxy
let user: LabUser

beforeEach(async () => {
  proxy = await startFaultProxy(lab().imap)
  user = await lab().addUser()
})

afterEach(() => proxy.stop())

const deadlines = { connect: 400, command: 300 }
const throughProxy = (options = {}) => openServer({ imap: { ...proxy.address, tls: 'none' }, deadlines, ...options })
const signIn = (): Promise<MailAccount> => throughProxy().signIn(user.login, user)
const inbox = (account: MailAccount) => account.listMessages('INBOX', { page: 1, size: 25 })

describe('signing in', () => {
  it('says that a password is wrong only when the server does', async () => {
    const wrong = { login: user.login, password: 'wrong' }
    await expect(openServer().signIn('x', wrong)).rejects.toMatchObject({ reason: 'credentials-rejected' })
    for (const impossible of [
      { login: user.login, password: '' },
      { login: 'a\0b', password: 'x' },
    ]) {
      await expect(openServer().signIn('x', impossible)).rejects.toMatchObject({ reason: 'credentials-rejected' })
    }
    proxy.refuse()
    await expect(throughProxy().signIn('x', wrong)).rejects.toMatchObject({ reason: 'server-unreachable' })
  })

  it('gives a silent server up in time', async () => {
    proxy.silence()
    const begun = performance.now()
    await expect(signIn()).rejects.toMatchObject({ reason: 'server-silent' })
    expect(performance.now() - begun).toBeLessThan(2500)
  })

  it('says when nobody listens at the address', async () => {
    const gone = await startFaultProxy(lab().imap)
    await gone.stop()
    const server = openServer({ imap: { ...gone.address, tls: 'none' } })
    await expect(server.signIn('x', user)).rejects.toMatchObject({ reason: 'server-unreachable' })
  })

  it('never goes on in clear text when STARTTLS is taken away', async () => {
    const stripping = await startPoorerServer({ STARTTLS: 'XTARTTLS' })
    let said = ''
    const server = openServer({
      imap: { ...stripping.address, tls: 'starttls', selfSigned: true },
      wire: () => (direction, bytes) => {
        if (direction === 'sent') said += Buffer.from(bytes).toString('latin1')
      },
    })
    const outcome = await server.signIn('x', user).catch((error: unknown) => error)
    await stripping.stop()
    expect(outcome).toMatchObject({ reason: 'server-unreachable' })
    expect(said).not.toMatch(/LOGIN|AUTHENTICATE/)
  })

  it.each(['implicit', 'starttls'] as const)('works over %s TLS, observed in clear', async (tls) => {
    const address = tls === 'implicit' ? lab().imaps : lab().imap
    let seen = ''
    const server = openServer({
      imap: { ...address, tls, selfSigned: true },
      wire: () => (direction, bytes) => (seen += `${direction} ${Buffer.from(bytes).toString('latin1')}`),
    })
    await inbox(await server.signIn('x', user))
    expect(seen).toMatch(/sent [0-9A-F]+ SELECT INBOX/)
    expect(seen).toMatch(/received \* FLAGS/)
    await expect(openServer({ imap: { ...address, tls } }).signIn('x', user)).rejects.toMatchObject({
      reason: 'server-unreachable',
    })
  })

  it('refuses to be set up for clear text over a network', () => {
    expect(() => openServer({ imap: { host: 'imap.example', port: 143, tls: 'none' } })).toThrow('loopback')
    expect(() => openServer({ imap: { host: 'imap.example', port: 993, tls: 'implicit', selfSigned: true } })).toThrow()
  })
})

describe('a server that fails while somebody reads', () => {
  it('is given up when it falls silent, and found again when it speaks', async () => {
    const account = await signIn()
    await inbox(account)
    proxy.silence()
    await expect(inbox(account)).rejects.toMatchObject({ reason: 'server-silent' })
    proxy.pass()
    await expect(inbox(account)).resolves.toMatchObject({ total: 0 })
  })

  it('answers all who wait behind its silence at once', async () => {
    const account = await signIn()
    await inbox(account)
    proxy.silence()
    const begun = performance.now()
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => inbox(account)))
    expect(performance.now() - begun).toBeLessThan(1500)
    for (const answer of answers) expect(answer).toMatchObject({ reason: { reason: 'server-silent' } })
  })

  it('does not hold up another user', async () => {
    const other = await lab().addUser()
    const account = await signIn()
    proxy.silence()
    const stuck = inbox(account).catch((error: unknown) => error)
    const direct = await openServer().signIn(other.login, other)
    await expect(inbox(direct)).resolves.toMatchObject({ total: 0 })
    expect(await stuck).toMatchObject({ reason: 'server-silent' })
  })

  it('is connected to again, unseen, when it only dropped the line', async () => {
    await fill(user, 2)
    const account = await signIn()
    await inbox(account)
    proxy.restart()
    await expect(inbox(account)).resolves.toMatchObject({ total: 2 })
    proxy.restart()
    const [row] = (await inbox(account)).items
    if (!row) throw new Error('missing row')
    const selection = { ...row.ref, uids: [row.ref.uid] }
    proxy.restart()
    await expect(account.changeFlags(selection, { add: ['seen'] })).resolves.toMatchObject({ before: [{ uid: 2 }] })
  })

  it('never has half a message taken for a whole one, cut at any byte', async () => {
    await lab().deliver(user.login, letter('Whole', 'word '.repeat(30_000)))
    const direct = await openServer().signIn(user.login, user)
    const [row] = (await inbox(direct)).items
    if (!row) throw new Error('missing row')
    const { anatomy } = await direct.readMessage(row.ref)
    const part = anatomy.text
    if (!part) throw new Error('no text')
    const whole = await direct.readText(row.ref, part, 1_000_000)
    const account = throughProxy().account(user.login, user)

    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 170_000 }), async (bytes) => {
        proxy.cutAfter(bytes)
        const answers = await Promise.allSettled([inbox(account), account.readText(row.ref, part, 1_000_000)])
        const [list, text] = answers
        if (list.status === 'fulfilled') expect(list.value.items[0]?.subject).toBe('Whole')
        if (text.status === 'fulfilled') expect(text.value).toEqual(whole)
        for (const answer of answers) {
          if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ name: 'MailError' })
        }
        proxy.pass()
        proxy.restart()
      }),
      { numRuns: 40 },
    )
    await expect(inbox(account)).resolves.toMatchObject({ total: 1 })
  })

  it('ends a download with an error, never with a shorter file', async () => {
    await lab().deliver(user.login, letter('Long', 'word '.repeat(400_000)))
    const account = await signIn()
    const [row] = (await inbox(account)).items
    if (!row) throw new Error('missing row')
    const stream = await account.openSource(row.ref)
    proxy.refuse()
    await expect(stream.toArray()).rejects.toMatchObject({ reason: 'server-unreachable' })
  })

  it('never adds a message twice when the answer is lost', async () => {
    const direct = await openServer().signIn(user.login, user)
    const sent = () => direct.listMessages('Envoyés', { page: 1, size: 5 })
    const account = await throughProxy({ deadlines: { connect: 5000, command: 5000 } }).signIn(user.login, user)
    await inbox(account)

    proxy.delay(300)
    const outcome = account.append('Envoyés', Buffer.from(letter('Once')), {}).catch((error: unknown) => error)
    while ((await sent()).total === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    proxy.restart()
    proxy.pass()

    expect(await outcome).toMatchObject({ reason: 'server-unreachable' })
    expect((await sent()).total).toBe(1)
  })
})
