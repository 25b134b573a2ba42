import { startScriptedServer, type Script, type ScriptedServer } from './scripted-server.ts'
import { credentials, message, submissionTo } from './sending.ts'

const withUtf8 = '250-scripted\r\n250-AUTH PLAIN\r\n250-SMTPUTF8\r\n250 8BITMIME'
const servers: ScriptedServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
})

/** What a server hears of an envelope, and what comes of it. */
async function submit(to: string[], given: { from?: string; script?: Script; size?: number } = {}) {
  const server = await startScriptedServer(given.script)
  servers.push(server)
  const sent = { ...message(), ...(given.size && { size: given.size }) }
  const envelope = { from: given.from ?? 'marie@ac-lyon.example', to }
  const submission = await submissionTo(server.address).submit(credentials, envelope, sent)
  const commands = server.heard().match(/^(?:MAIL|RCPT|DATA).*$/gim) ?? []
  return { submission, server, commands: commands.map((line) => line.trim()) }
}

describe('an envelope', () => {
  it('has its domains in ASCII and the size of the message, each mailbox once', async () => {
    const { commands, submission } = await submit(['zoe@École.fr', 'zoe@école.fr', 'a@b.fr'])
    expect(commands).toEqual([
      'MAIL FROM:<marie@ac-lyon.example> SIZE=29',
      'RCPT TO:<zoe@xn--cole-9oa.fr>',
      'RCPT TO:<a@b.fr>',
      'DATA',
    ])
    expect(submission).toMatchObject({ receipt: { accepted: ['zoe@École.fr', 'zoe@école.fr', 'a@b.fr'] } })
  })

  it('has no sender where nobody may be told of a failure', async () => {
    const { commands, submission } = await submit(['a@b.fr'], { from: '' })
    expect(commands[0]).toBe('MAIL FROM:<> SIZE=29')
    expect(submission).toMatchObject({ outcome: 'sent' })
  })

  it('asks for SMTPUTF8 only when a name needs it', async () => {
    const [plain, accented] = [
      await submit(['a@b.fr'], { script: { EHLO: withUtf8 } }),
      await submit(['zoé@b.fr'], { script: { EHLO: withUtf8 } }),
    ]
    expect(plain.commands[0]).toBe('MAIL FROM:<marie@ac-lyon.example> BODY=8BITMIME')
    expect(accented.commands[0]).toBe('MAIL FROM:<marie@ac-lyon.example> SMTPUTF8 BODY=8BITMIME')
  })

  it('names who cannot be reached without SMTPUTF8, and reaches the others', async () => {
    const { submission } = await submit(['zoé@b.fr', 'a@b.fr'])
    expect(submission).toMatchObject({
      outcome: 'sent',
      receipt: { accepted: ['a@b.fr'], rejected: [{ address: 'zoé@b.fr', code: 553, temporary: false }] },
    })
  })

  it('never holds a second command', async () => {
    const hostile = [
      'a@b.fr>\r\nRCPT TO:<x@y.fr',
      'a@b.fr\nDATA',
      'a b@c.fr',
      'a@b.fr> SIZE=1',
      '<a@b.fr',
      '\0@b.fr',
      'a@b/c.fr',
      '@',
      '',
    ]
    const { submission, commands } = await submit([...hostile, 'z@b.fr'])
    expect(commands).toEqual(['MAIL FROM:<marie@ac-lyon.example> SIZE=29', 'RCPT TO:<z@b.fr>', 'DATA'])
    expect(submission).toMatchObject({
      outcome: 'sent',
      receipt: { rejected: hostile.map((address) => ({ address })) },
    })
  })

  it('with nobody in it, or a sender who is none, is refused before anything is said', async () => {
    const [nobody, noSender] = [await submit(['nobody']), await submit(['a@b.fr'], { from: 'a@b.fr\r\nDATA' })]
    expect(nobody.submission).toMatchObject({ outcome: 'refused', receipt: { rejected: [{ address: 'nobody' }] } })
    expect(noSender.submission).toMatchObject({ outcome: 'refused', code: 553 })
    expect([...nobody.commands, ...noSender.commands]).toEqual([])
  })

  it('of a message that is too large is not even shown', async () => {
    const { submission, commands } = await submit(['a@b.fr'], { size: 1_000_001 })
    expect(submission).toMatchObject({ outcome: 'refused', code: 552 })
    expect(commands).toEqual([])
  })
})

describe('the largest message', () => {
  it('is asked for without a password, and once for a while', async () => {
    const server = await startScriptedServer()
    servers.push(server)
    const submission = submissionTo(server.address)
    expect(await Promise.all([submission.sizeLimit(), submission.sizeLimit()])).toEqual([1e6, 1e6])
    expect(await submission.sizeLimit()).toBe(1e6)
    expect(server.connections()).toBe(1)
    expect(server.heard()).not.toContain('AUTH')
  })

  it('is learnt in passing', async () => {
    const server = await startScriptedServer()
    servers.push(server)
    const submission = submissionTo(server.address)
    await submission.submit(credentials, { from: 'a@b.fr', to: ['c@d.fr'] }, message())
    expect(await submission.sizeLimit()).toBe(1e6)
    expect(server.connections()).toBe(1)
  })

  it('is unknown when the server tells none, or is away', async () => {
    const open = await startScriptedServer({ EHLO: '250 scripted' })
    servers.push(open)
    expect(await submissionTo(open.address).sizeLimit()).toBeUndefined()
    const away = await startScriptedServer()
    await away.stop()
    expect(await submissionTo(away.address).sizeLimit()).toBeUndefined()
  })
})
