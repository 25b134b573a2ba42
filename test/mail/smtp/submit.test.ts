import { jest } from '@jest/globals'
import { Readable } from 'node:stream'
import { startScriptedServer, type Script, type ScriptedServer } from './scripted-server.ts'
import { credentials, envelope, letter, message, messageThatWaits, submissionTo } from './sending.ts'

const servers: ScriptedServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
})

async function scripted(script: Script) {
  const server = await startScriptedServer(script)
  servers.push(server)
  return server
}

/** What becomes of one letter with that server. */
async function submit(script: Script, given: { to?: string[]; text?: string; command?: number } = {}) {
  const server = await scripted(script)
  const sent = message(given.text)
  const to = given.to ?? envelope.to
  const submission = await submissionTo(server.address, given).submit(credentials, { ...envelope, to }, sent)
  return { submission, server, content: sent.content }
}

const everybody = { accepted: envelope.to, rejected: [] }
const outcomes: [string, Script, object][] = [
  ['all goes well', {}, { outcome: 'sent', receipt: everybody }],
  ['it turns everybody away at the door', { greeting: '554 5.7.0 no service' }, { outcome: 'later', code: 554 }],
  ['it is too busy to greet', { greeting: '421 4.3.2 busy' }, { outcome: 'later', reason: 'deferred', code: 421 }],
  ['it hangs up instead of greeting', { greeting: 'drop' }, { outcome: 'later', reason: 'unreachable' }],
  ['it hangs up at EHLO', { EHLO: 'drop' }, { outcome: 'later', reason: 'unreachable' }],
  ['the password is wrong', { AUTH: '535 5.7.8 no' }, { outcome: 'credentials-rejected' }],
  ['it cannot check passwords now', { AUTH: '454 4.7.0 no' }, { outcome: 'later', reason: 'deferred', code: 454 }],
  [
    'it knows no such way to sign in',
    { AUTH: '504 5.5.4 no' },
    { outcome: 'refused', code: 504, response: '5.5.4 no' },
  ],
  ['it hangs up at the password', { AUTH: 'drop' }, { outcome: 'later', reason: 'unreachable' }],
  ['it refuses the sender', { MAIL: '550 5.7.1 not you' }, { outcome: 'refused', response: '5.7.1 not you' }],
  ['it defers the sender', { MAIL: '451 4.3.0 later' }, { outcome: 'later', reason: 'deferred', code: 451 }],
  ['it defers the message', { DATA: '451 4.3.0 later' }, { outcome: 'later', reason: 'deferred', code: 451 }],
  ['it refuses DATA', { DATA: '554 5.5.1 no' }, { outcome: 'refused', code: 554 }],
  ['it hangs up at DATA', { DATA: 'drop' }, { outcome: 'later', reason: 'unreachable' }],
  ['it refuses what it read', { dot: '554 5.6.0 virus' }, { outcome: 'refused', code: 554, response: '5.6.0 virus' }],
  ['it defers what it read', { dot: '451 4.7.1 greylisted' }, { outcome: 'later', reason: 'deferred', code: 451 }],
  ['it closes for the night after the dot', { dot: '421 4.3.2 bye' }, { outcome: 'later', reason: 'deferred' }],
  ['it hangs up after the dot', { dot: 'drop' }, { outcome: 'maybe' }],
  ['it answers the dot with nonsense', { dot: '354 go on' }, { outcome: 'maybe' }],
]

describe('submitting to a server', () => {
  it.each(outcomes)('says what became of the message when %s', async (_what, script, outcome) => {
    const { submission, content } = await submit(script)
    expect(submission).toMatchObject(outcome)
    expect(content.destroyed).toBe(true)
  })

  it('gives the message to those who are accepted, and names the others with the server’s words', async () => {
    const refuse = (line: string) => (line.includes('zoe@') ? '550-5.1.1 gone\r\n550 5.1.1 for good' : '250 fine')
    const { submission } = await submit({ RCPT: refuse })
    expect(submission).toEqual({
      outcome: 'sent',
      receipt: {
        accepted: ['karim@ac-lyon.example'],
        rejected: [
          { address: 'zoe@ac-lyon.example', code: 550, response: '5.1.1 gone 5.1.1 for good', temporary: false },
        ],
      },
    })
  })

  it('keeps of the server’s words what fits and can be seen', async () => {
    const { submission } = await submit({ dot: `554 5.6.0 \u001b[31mno\u0007 ${'x'.repeat(20_000)}` })
    const { response = '' } = submission as { response?: string }
    expect(response).toMatch(/^5\.6\.0 \[31mno x{400,}$/)
    expect(response.length).toBeLessThanOrEqual(500)
  })

  it('still names who was refused when the message is refused to the others too', async () => {
    const refuse = (line: string) => (line.includes('zoe@') ? '550 5.1.1 gone' : '250 fine')
    const { submission } = await submit({ RCPT: refuse, dot: '554 5.6.0 virus' })
    expect(submission).toMatchObject({ outcome: 'refused', receipt: { accepted: [], rejected: [{ code: 550 }] } })
  })

  it('blames no recipient when it is the sender who is refused', async () => {
    const { submission } = await submit({
      MAIL: '550 5.7.1 not you',
      RCPT: '503 5.5.1 MAIL first',
      DATA: '503 5.5.1 no',
    })
    expect(submission).toMatchObject({ outcome: 'refused', code: 550, receipt: { accepted: [], rejected: [] } })
  })

  it('is refused when nobody is accepted, and deferred as soon as one may be accepted later', async () => {
    const forGood = await submit({ RCPT: '550 5.1.1 gone' })
    const oneLater = await submit({ RCPT: (line) => (line.includes('zoe@') ? '450 4.2.1 later' : '550 5.1.1 gone') })
    expect(forGood.submission).toMatchObject({ outcome: 'refused', code: 550, receipt: { rejected: [{}, {}] } })
    expect(oneLater.submission).toMatchObject({ outcome: 'later', reason: 'deferred', code: 450 })
  })

  it.each(['EHLO', 'AUTH', 'RCPT', 'DATA'] as const)('does not wait for ever for an answer to %s', async (verb) => {
    const { submission, server } = await submit({ [verb]: 'silent' }, { command: 100 })
    expect(submission).toEqual({ outcome: 'later', reason: 'unreachable' })
    expect(server.heard()).not.toContain('.\r\n')
  })

  it('is patient after the final dot, then does not know', async () => {
    const started = performance.now()
    const { submission } = await submit({ dot: 'silent' }, { command: 100 })
    expect(submission).toEqual({ outcome: 'maybe' })
    expect(performance.now() - started).toBeGreaterThan(1000)
  })

  it('hears an answer that comes before the end of the message', async () => {
    const [refusing, thanking] = [await scripted({ midway: '552 5.3.4 too big' }), await scripted({ midway: '250 ok' })]
    const refused = await submissionTo(refusing.address).submit(credentials, envelope, messageThatWaits())
    const thanked = await submissionTo(thanking.address).submit(credentials, envelope, messageThatWaits())
    expect(refused).toMatchObject({ outcome: 'refused', code: 552 })
    expect(thanked).toEqual({ outcome: 'later', reason: 'unreachable' })
  })

  it('closes its lines', async () => {
    const { server } = await submit({})
    const silent = await submit({ DATA: 'silent' }, { command: 100 })
    while (server.open() + silent.server.open() > 0) await new Promise(setImmediate)
    expect(server.heard()).toMatch(/QUIT\r\n$/)
  })

  it('says that nobody answers', async () => {
    const server = await startScriptedServer()
    await server.stop()
    const submission = await submissionTo(server.address).submit(credentials, envelope, message())
    expect(submission).toEqual({ outcome: 'later', reason: 'unreachable' })
  })
})

describe('the end of a message', () => {
  it('stays unsaid until it is allowed', async () => {
    const server = await scripted({})
    let heardBefore = ''
    const beforeDot = async () => {
      while (!server.heard().includes('Un mot.\r\n')) await new Promise(setImmediate)
      heardBefore = server.heard()
    }
    await submissionTo(server.address).submit(credentials, envelope, message(letter, beforeDot))
    expect(heardBefore).toMatch(/Un mot\.\r\n$/)
    expect(server.heard()).toContain('Un mot.\r\n.\r\n')
  })

  it('is never said when the line was lost before', async () => {
    const server = await scripted({})
    const sent = messageThatWaits(() => server.cut())
    const submission = await submissionTo(server.address).submit(credentials, envelope, sent)
    expect(submission).toEqual({ outcome: 'later', reason: 'unreachable' })
  })

  it('is not asked for while nobody takes the message', async () => {
    const server = await scripted({ DATA: '451 4.3.0 later' })
    const beforeDot = jest.fn(() => Promise.resolve())
    await submissionTo(server.address).submit(credentials, envelope, message(letter, beforeDot))
    expect(beforeDot).not.toHaveBeenCalled()
  })

  it('is never said when it is not allowed, and whoever refused hears of it', async () => {
    const server = await scripted({})
    const refused = message(letter, () => Promise.reject(new Error('the store is locked')))
    await expect(submissionTo(server.address).submit(credentials, envelope, refused)).rejects.toThrow('store is locked')
    while (server.open() > 0) await new Promise(setImmediate)
    expect(server.heard()).not.toContain('\r\n.\r\n')
  })

  it('is never said when the message cannot be read to its end', async () => {
    const server = await scripted({})
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from(letter)
        await Promise.resolve()
        throw new Error('the file is gone')
      })(),
    )
    const sent = { ...message(), content: broken }
    await expect(submissionTo(server.address).submit(credentials, envelope, sent)).rejects.toThrow('file is gone')
    while (server.open() > 0) await new Promise(setImmediate)
    expect(server.heard()).not.toContain('\r\n.\r\n')
  })
})
