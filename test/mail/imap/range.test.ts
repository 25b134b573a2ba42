import { randomBytes } from 'node:crypto'
import { chunkSize } from '../../../src/mail/imap/part-stream.ts'
import type { MailAccount } from '../../../src/mail/mail-account.ts'
import type { ByteRange, MessageRef } from '../../../src/mail/types.ts'
import { lab } from '../../support/lab.ts'
import { elsewhere, openMail, openServer } from './open-mail.ts'
import { startPoorerServer } from './rewriting-proxy.ts'

const whole: ByteRange = { from: 0, to: Infinity }

const part = (encoding: string, body: string, type = 'application/octet-stream') =>
  `--x\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/.{76}/g, '$&\r\n')

/** A message whose parts are numbered from 1. */
async function withParts(account: MailAccount, ...parts: string[]): Promise<MessageRef> {
  const head = 'From: a@lyon.example\r\nSubject: Parts\r\nMIME-Version: 1.0\r\n'
  const raw = `${head}Content-Type: multipart/mixed; boundary=x\r\n\r\n${parts.join('')}--x--\r\n`
  await account.append('Archives', Buffer.from(raw, 'latin1'), {})
  const [row] = (await account.listMessages('Archives', { page: 1, size: 1 })).items
  if (!row) throw new Error('missing row')
  return row.ref
}

async function bytesOf(account: MailAccount, ref: MessageRef, { section = '1', range = whole } = {}) {
  const { content, size } = await account.openPart(ref, section, range)
  return { bytes: Buffer.concat((await content.toArray()) as Buffer[]), size }
}

describe('a range of a part', () => {
  const content = randomBytes(1_700_001)

  it('is the very bytes asked for, and its whole size is exact', async () => {
    const { account } = await openMail()
    const ref = await withParts(account, part('base64', base64(content)))

    for (const [from, to] of [
      [0, Infinity],
      [0, 0],
      [1_700_000, 1_700_000],
      [524_287, 524_288],
      [3, 1_600_001],
      [1_000_000, 99_999_999],
    ] as const) {
      const { bytes, size } = await bytesOf(account, ref, { range: { from, to } })
      expect([from, to, size]).toEqual([from, to, content.length])
      expect(bytes.equals(content.subarray(from, to + 1))).toBe(true)
    }
  })

  it.each([1_700_001, 2 ** 33, Number.MAX_SAFE_INTEGER, Infinity])('is nothing past the end: %d', async (from) => {
    const { account } = await openMail()
    const ref = await withParts(account, part('base64', base64(content)))

    const { bytes, size } = await bytesOf(account, ref, { range: { from, to: Infinity } })

    expect([bytes.length, size]).toEqual([0, content.length])
  })

  it('is of what somebody reads: quoted-printable, plain, empty', async () => {
    const { account } = await openMail()
    const ref = await withParts(
      account,
      part('quoted-printable', 'lu=3Di=\r\n'),
      part('8bit', '\xe9t\xe9'),
      part('base64', ''),
    )

    expect(await bytesOf(account, ref)).toEqual({ bytes: Buffer.from('lu=i'), size: 4 })
    expect(await bytesOf(account, ref, { section: '2', range: { from: 1, to: 2 } })).toEqual({
      bytes: Buffer.from('t\xe9', 'latin1'),
      size: 3,
    })
    expect(await bytesOf(account, ref, { section: '3' })).toEqual({ bytes: Buffer.alloc(0), size: 0 })
  })

  it('costs one command a chunk, and leaves the message unread', async () => {
    const { account, commands } = await openMail()
    const ref = await withParts(account, part('base64', base64(content)))
    await account.readMessage(ref)
    commands()

    await bytesOf(account, ref)

    expect(commands()).toEqual(Array.from({ length: Math.ceil(content.length / chunkSize) }, () => 'UID FETCH'))
    expect((await account.readMessage(ref)).flags.has('seen')).toBe(false)
  })

  it('ends with an error when its message goes meanwhile', async () => {
    const { user, account } = await openMail()
    const ref = await withParts(account, part('base64', base64(content)))
    const { content: stream } = await account.openPart(ref, '1', whole)
    await elsewhere(user, 'Archives', (imap) => imap.messageDelete('1', { uid: true }))
    await account.listMessages('Archives', { page: 1, size: 5 })

    await expect(stream.toArray()).rejects.toMatchObject({ reason: 'message-not-found' })
    await expect(account.openPart(ref, '1', whole)).rejects.toMatchObject({ reason: 'message-not-found' })
  })
})

describe('a part that the server does not decode', () => {
  it.each([
    ['an encoding of nobody’s', part('x-inconnu', 'octets'), 'octets'],
    ['damaged base64', part('base64', 'b2N0!!ZXRz'), 'octets'],
    ['a message in the message', part('7bit', 'Subject: x\r\n\r\ny', 'message/rfc822'), 'Subject: x\r\n\r\ny'],
  ])('comes whole, of no known size, and the line goes on: %s', async (_what, raw, expected) => {
    const { account } = await openMail()
    const ref = await withParts(account, raw)

    const { bytes, size } = await bytesOf(account, ref, { range: { from: 2, to: 3 } })

    expect([bytes.toString(), size]).toEqual([expected, undefined])
    expect((await account.readMessage(ref)).subject).toBe('Parts')
  })
})

describe('a server without BINARY', () => {
  it('gives the whole file all the same', async () => {
    const poorer = await startPoorerServer({ ' BINARY ': ' XINARY ' })
    try {
      const user = await lab().addUser()
      const account = await openServer({ imap: { ...poorer.address, tls: 'none' } }).signIn(user.login, user)
      const content = randomBytes(600_000)
      const ref = await withParts(account, part('base64', base64(content)))

      const { bytes, size } = await bytesOf(account, ref, { range: { from: 2, to: 3 } })

      expect([bytes.equals(content), size]).toEqual([true, undefined])
    } finally {
      await poorer.stop()
    }
  })
})
