import { randomBytes, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { createSubmissionServer } from '../../../src/mail/smtp/create-submission-server.ts'
import type { ServerAddress, Wire } from '../../../src/mail/index.ts'
import { startFaultProxy, type FaultProxy } from '../../lab/fault-proxy.ts'
import { lab } from '../../support/lab.ts'
import { startScriptedServer } from './scripted-server.ts'
import { message, submissionTo } from './sending.ts'

const proxies: FaultProxy[] = []
afterEach(async () => {
  for (const proxy of proxies.splice(0)) await proxy.stop()
})

async function throughProxy(): Promise<FaultProxy> {
  const proxy = await startFaultProxy(lab().smtp)
  proxies.push(proxy)
  return proxy
}

function letterTo(address: string) {
  const messageId = `<${randomUUID()}@ac-lyon.example>`
  const lines = Array.from({ length: 40 }, () => `.${randomBytes(30).toString('hex')}`)
  return { messageId, text: `Message-ID: ${messageId}\r\nTo: ${address}\r\n\r\n${lines.join('\r\n')}\r\n` }
}

describe.each([
  ['none', () => lab().smtp],
  ['starttls', () => lab().smtp],
  ['implicit', () => lab().smtps ?? lab().smtp],
] as const)('a real submission server with tls %s', (tls, place) => {
  it('takes a message for one recipient and refuses the other', async () => {
    const user = await lab().addUser()
    const { messageId, text } = letterTo(user.address)
    const stranger = 'refuse@ailleurs.example'
    const submission = await submissionTo(place(), { tls }).submit(
      user,
      { from: user.address, to: [user.address, stranger] },
      message(text),
    )
    expect(submission).toMatchObject({
      outcome: 'sent',
      receipt: { accepted: [user.address], rejected: [{ address: stranger, code: 550, temporary: false }] },
    })
    expect(await lab().deliveries(messageId)).toEqual([user.address])
  })

  it('tells a wrong password from a right one', async () => {
    const user = await lab().addUser()
    const envelope = { from: user.address, to: [user.address] }
    const server = submissionTo(place(), { tls })
    expect(await server.submit({ ...user, password: 'wrong' }, envelope, message())).toEqual({
      outcome: 'credentials-rejected',
    })
    expect(await server.submit({ ...user, password: '' }, envelope, message())).toEqual({
      outcome: 'credentials-rejected',
    })
  })

  it('says how large a message may be', async () => {
    expect(await submissionTo(place(), { tls }).sizeLimit()).toBe(20 * 1024 * 1024)
  })

  it('is overheard both ways, inside TLS', async () => {
    const user = await lab().addUser()
    const heard = { sent: '', received: '' }
    const wire: Wire = (direction, bytes) => (heard[direction] += Buffer.from(bytes).toString('latin1'))
    const server = submissionTo(place(), { tls, wire: () => wire })
    await server.submit(user, { from: user.address, to: [user.address] }, message())
    expect(heard.sent).toMatch(/^EHLO [^]*AUTH [^]*MAIL FROM:[^]*\r\nUn mot\.\r\n\.\r\nQUIT\r\n$/)
    expect(heard.received).toMatch(/^220 [^]*\r\n250[ -][^]*\r\n235 [^]*\r\n354 [^]*\r\n250 2\.0\.0 Taken\r\n/)
    expect(heard.sent.match(/^EHLO/gm)).toHaveLength(tls === 'starttls' ? 2 : 1)
  })
})

describe('a connection that is not safe', () => {
  const deadlines = { connect: 2000, command: 2000 }
  const away = { host: 'smtp.ailleurs.example', port: 587 }

  it.each<Partial<ServerAddress>>([{ tls: 'none' }, { tls: 'starttls', selfSigned: true }])(
    'is refused at the start for a host that is not on loopback: %j',
    (smtp) => {
      const address = { ...away, tls: 'implicit' as const, ...smtp }
      expect(() => createSubmissionServer({ smtp: address, deadlines })).toThrow('loopback')
    },
  )

  it('is not used when somebody strips STARTTLS', async () => {
    const stripped = await startScriptedServer({ STARTTLS: '502 5.5.1 unknown' })
    const server = submissionTo(stripped.address, { tls: 'starttls' })
    const envelope = { from: 'a@b.fr', to: ['c@d.fr'] }
    expect(await server.submit({ login: 'a', password: 'b' }, envelope, message())).toMatchObject({ outcome: 'later' })
    await stripped.stop()
    expect(stripped.heard()).toMatch(/STARTTLS/)
    expect(stripped.heard()).not.toMatch(/AUTH|MAIL/)
  })

  it('is not used with a certificate that nobody signed', async () => {
    const user = await lab().addUser()
    const smtp = { ...(lab().smtps ?? lab().smtp), tls: 'implicit' as const }
    const server = createSubmissionServer({ smtp, deadlines })
    expect(await server.submit(user, { from: user.address, to: [user.address] }, message())).toEqual({
      outcome: 'later',
      reason: 'unreachable',
    })
  })
})

describe('a line that is cut', () => {
  it.each(['sent', 'received'] as const)('anywhere (%s): what is said is what was received', async (direction) => {
    const user = await lab().addUser()
    const proxy = await throughProxy()
    const server = submissionTo(proxy.address)
    const envelope = { from: user.address, to: [user.address] }

    const whole = letterTo(user.address)
    await server.submit(user, envelope, message(whole.text))
    const { sentBytes, receivedBytes } = proxy.traffic()
    const length = direction === 'sent' ? sentBytes : receivedBytes

    for (let attempt = 0; attempt < 25; attempt++) {
      const { messageId, text } = letterTo(user.address)
      // Half of the cuts near the end, where it matters.
      const cut = 1 + Math.floor(attempt % 2 ? Math.random() * length : Math.max(0, length - 1 - Math.random() * 60))
      proxy.cutAfter(cut, direction)
      const first = await server.submit(user, envelope, message(text))
      proxy.reset()
      const received = await lab().deliveries(messageId)
      expect({ cut, received }).toEqual({ cut, received: expectedAfter(first.outcome, received, user.address) })
      if (first.outcome !== 'later') continue

      const second = await server.submit(user, envelope, message(text))
      expect({ cut, outcome: second.outcome }).toEqual({ cut, outcome: 'sent' })
      expect({ cut, received: await lab().deliveries(messageId) }).toEqual({ cut, received: [user.address] })
    }
  })

  it('before the message could be read costs nothing but another attempt', async () => {
    const user = await lab().addUser()
    const proxy = await throughProxy()
    proxy.refuse()
    const content = Readable.from([Buffer.from('x')])
    const server = submissionTo(proxy.address)
    const submission = await server.submit(user, { from: user.address, to: [user.address] }, { ...message(), content })
    expect(submission).toEqual({ outcome: 'later', reason: 'unreachable' })
    expect(content.destroyed).toBe(true)
  })
})

/** What the receiver may have after an outcome: with « maybe », either. */
function expectedAfter(outcome: string, received: string[], address: string): string[] {
  if (outcome === 'sent') return [address]
  return outcome === 'maybe' && received.length > 0 ? [address] : []
}
