import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { MailAccount } from '../../../src/mail/mail-account.ts'
import type { MessageRef, Part } from '../../../src/mail/types.ts'
import { lab } from '../../support/lab.ts'
import { elsewhere, fill, letter, openMail } from './open-mail.ts'

const refs = async (account: MailAccount, folder = 'INBOX'): Promise<MessageRef[]> =>
  (await account.listMessages(folder, { page: 1, size: 100 })).items.map(({ ref }) => ref)

async function textPart(account: MailAccount, ref: MessageRef): Promise<Part> {
  const { anatomy } = await account.readMessage(ref)
  if (!anatomy.text) throw new Error('no text')
  return anatomy.text
}

async function appended(account: MailAccount, raw: string | Buffer): Promise<MessageRef> {
  const { ref } = await account.append('Archives', Buffer.from(raw), {})
  if (!ref) throw new Error('no APPENDUID')
  return ref
}

const withFile = (content: Buffer, name = 'sujet.pdf'): string =>
  [
    'From: zoe@lyon.example',
    'Subject: File',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '=C9t=E9 =\r\n2026',
    '--b',
    'Content-Type: application/pdf',
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    content.toString('base64').replace(/.{76}/g, '$&\r\n'),
    '--b--',
    '',
  ].join('\r\n')

describe('reading a message', () => {
  it('gives its neighbours and its place, and leaves it unread', async () => {
    const { user, account } = await openMail()
    await fill(user, 5)
    const [newest, , middle, , oldest] = await refs(account)
    if (!newest || !middle || !oldest) throw new Error('missing rows')

    const read = await account.readMessage(middle)
    expect(read).toMatchObject({ subject: 'Letter 3', position: 3, total: 5, newer: { uid: 4 }, older: { uid: 2 } })
    expect(read.flags.has('seen')).toBe(false)
    expect(await account.readMessage(newest)).not.toHaveProperty('newer')
    expect(await account.readMessage(oldest)).not.toHaveProperty('older')
  })

  it('finds what arrived since its line was last told, with its text', async () => {
    const { user, account } = await openMail()
    await fill(user, 1)
    const [known] = await refs(account)
    if (!known) throw new Error('missing row')
    await lab().append(user, 'INBOX', { raw: letter('Letter 2') })
    const ref = { ...known, uid: known.uid + 1 }

    // Another line showed it; this one has INBOX selected since before.
    expect(await account.readText(ref, await textPart(account, known), 100)).toMatchObject({ cut: false })
    await lab().append(user, 'INBOX', { raw: letter('Letter 3') })
    expect(await account.readMessage({ ...ref, uid: ref.uid + 1 })).toMatchObject({ subject: 'Letter 3', position: 1 })
    await expect(account.readMessage({ ...ref, uid: 99 })).rejects.toMatchObject({ reason: 'message-not-found' })
  })

  it('counts places right after others were removed elsewhere', async () => {
    const { user, account } = await openMail()
    await fill(user, 5)
    const [newest] = await refs(account)
    if (!newest) throw new Error('missing row')
    await elsewhere(user, 'INBOX', (imap) => imap.messageDelete('1,4', { uid: true }))
    expect(await account.readMessage(newest)).toMatchObject({ position: 1, total: 3, older: { uid: 3 } })
  })

  it.each([20, 400])('costs at most two round trips, and one for its text, in a folder of %d', async (count) => {
    const { user, account, commands } = await openMail()
    await fill(user, count)
    await account.folders()
    const [, , ref] = (await account.listMessages('INBOX', { page: 1, size: 5 })).items
    if (!ref) throw new Error('missing row')
    commands()

    const { anatomy } = await account.readMessage(ref.ref)
    if (!anatomy.text) throw new Error('no text')
    await account.readText(ref.ref, anatomy.text, 100_000)
    await account.folders()

    expect(commands().length).toBeLessThanOrEqual(4)
  })

  it('says so when it is gone, or was never there', async () => {
    const { user, account } = await openMail()
    await fill(user, 2)
    const [ref] = await refs(account)
    if (!ref) throw new Error('missing row')
    await elsewhere(user, 'INBOX', (imap) => imap.messageDelete('2', { uid: true }))
    const gone = { reason: 'message-not-found' }
    await expect(account.readMessage(ref)).rejects.toMatchObject(gone)
    await expect(account.openSource(ref)).rejects.toMatchObject(gone)
    for (const uid of [0, -1, 1.5, 2 ** 33, Number.NaN]) {
      await expect(account.readMessage({ ...ref, uid })).rejects.toMatchObject(gone)
    }
  })

  it('tells what is broken, and still gives what there is', async () => {
    const { account } = await openMail()
    const ref = await appended(
      account,
      'Subject: =?utf-8?Q?a=0D=0Ab=00?=\r\nContent-Type: multipart/mixed\r\n\r\nno boundary\r\n',
    )
    const read = await account.readMessage(ref)
    expect(read.broken).toEqual(expect.arrayContaining(['no-from', 'no-date']))
    expect(read.subject).toBe('a b')
  })

  it('reads headers of old programs that hold bytes above 127', async () => {
    const { account } = await openMail()
    const raw = Buffer.from('From: "Andr\xe9" <a@b.example>\r\nSubject: Pr\xe9sence\r\n\r\nx\r\n', 'latin1')
    const read = await account.readMessage(await appended(account, raw))
    expect(read.subject).toBe('Présence')
    expect(read.from).toEqual([{ name: 'André', address: 'a@b.example' }])
  })

  it('knows lists, importance, references and foreign domains', async () => {
    const { account } = await openMail()
    const headers =
      'List-Id: "Profs, 4e" <profs.lyon.example>\r\nX-Priority: 1 (Highest)\r\nReferences: <a@x>\r\n <b@x>\r\n'
    const read = await account.readMessage(
      await appended(account, headers + letter('L').replace('zoe@lyon', 'zoe@xn--caf-dma')),
    )
    expect(read).toMatchObject({ listId: 'profs.lyon.example', importance: 'high', references: ['<a@x>', '<b@x>'] })
    expect(read.from[0]?.address).toBe('zoe@café.example')
  })
})

describe('a message too large to be described', () => {
  const hostile = {
    'a subject of ten megabytes': `From: Zoé <zoe@lyon.example>\r\nSubject: ${'long '.repeat(2_000_000)}\r\n\r\nx\r\n`,
    'a hundred thousand addresses': `From: zoe@lyon.example\r\nTo: ${'a@b.example,\r\n '.repeat(100_000)}c@d.example\r\nSubject: long\r\n\r\nx\r\n`,
    'a file name of ten megabytes': `From: zoe@lyon.example\r\nSubject: long\r\nContent-Type: image/png; name="${'n'.repeat(10_000_000)}"\r\n\r\nx\r\n`,
  }

  it.each(Object.entries(hostile))('with %s is listed among the others, and said to be so', async (_, raw) => {
    const { account } = await openMail()
    await appended(account, letter('Before'))
    const ref = await appended(account, raw)
    await appended(account, letter('After'))

    const { items } = await account.listMessages('Archives', { page: 1, size: 25 })

    expect(items.map(({ subject }) => subject.slice(0, 6).trim())).toEqual([
      'After',
      expect.stringMatching(/^long/),
      'Before',
    ])
    expect(items[1]?.from[0]?.address).toBe('zoe@lyon.example')
    expect((await account.readMessage(ref)).broken).toEqual(['too-large'])
    expect(await account.readHeader(ref, 100)).toContain('zoe@lyon.example')
  })

  it('nested a thousand times, or without its boundary, is shown as far as it goes', async () => {
    const { account } = await openMail()
    const open = Array.from(
      { length: 1000 },
      (_, level) => `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n`,
    )
    const deep = await account.readMessage(
      await appended(account, `Subject: deep\r\n${open.join('')}Content-Type: text/plain\r\n\r\nx\r\n`),
    )
    expect(deep).toMatchObject({ subject: 'deep', broken: expect.arrayContaining(['too-deep']) as unknown })

    const ref = await appended(
      account,
      'From: a@b.example\r\nContent-Type: multipart/mixed; boundary=zz\r\n\r\nStill read\r\n',
    )
    const { anatomy, broken } = await account.readMessage(ref)
    expect(broken).toContain('no-boundary')
    if (!anatomy.text) throw new Error('no text')
    expect((await account.readText(ref, anatomy.text, 1000)).text).toBe('Still read\r\n')
  })
})

describe('reading a text', () => {
  it('decodes its transfer and its charset', async () => {
    const { account } = await openMail()
    const ref = await appended(account, withFile(Buffer.from('pdf')))
    const { anatomy } = await account.readMessage(ref)
    if (!anatomy.text) throw new Error('no text')
    const read = await account.readText(ref, anatomy.text, 1000)
    expect(read).toEqual({ text: 'Été 2026', cut: false, unknownCharset: false })
  })

  it('cuts at the limit, between characters, and says so', async () => {
    const { account } = await openMail()
    const ref = await appended(account, letter('Long', 'é'.repeat(1000)))
    const { anatomy } = await account.readMessage(ref)
    if (!anatomy.text) throw new Error('no text')
    expect(await account.readText(ref, anatomy.text, 101)).toMatchObject({ text: 'é'.repeat(50), cut: true })
    expect(await account.readText(ref, anatomy.text, 2002)).toMatchObject({ cut: false })
  })
})

describe('opening parts', () => {
  it('gives the very bytes of a file of several chunks', async () => {
    const { account } = await openMail()
    const content = randomBytes(1_700_001)
    const ref = await appended(account, withFile(content))
    const { anatomy } = await account.readMessage(ref)
    expect(anatomy.attachments).toMatchObject([{ section: '2', type: 'application/pdf', fileName: 'sujet.pdf' }])

    const { part, content: stream } = await account.openPart(ref, '2')

    expect(part.fileName).toBe('sujet.pdf')
    expect(Buffer.concat(await stream.toArray()).equals(content)).toBe(true)
    await expect(account.openPart(ref, '9')).rejects.toMatchObject({ reason: 'part-not-found' })
    await expect(account.openPart(ref, '1] BODY[')).rejects.toMatchObject({ reason: 'part-not-found' })
  })

  it('gives the header as it is, within a limit', async () => {
    const { account } = await openMail()
    const ref = await appended(account, `X-One: 1\r\nX-Two: é\r\n${letter('H')}`)
    expect(await account.readHeader(ref, 17)).toBe('X-One: 1\r\nX-Two: ')
    expect(await account.readHeader(ref, 10_000)).toContain('X-Two: é\r\nFrom: Zoé')
  })

  it('leaves the inbox to everybody while two downloads are stalled', async () => {
    const { user, account, commands } = await openMail()
    await fill(user, 3)
    const ref = await appended(account, withFile(randomBytes(3_000_000)))
    const stalled = await Promise.all([account.openPart(ref, '2'), account.openSource(ref)])
    const streams = [stalled[0].content, stalled[1]]
    await Promise.all(streams.map((stream) => once(stream, 'readable')))
    commands()

    const page = await account.listMessages('INBOX', { page: 1, size: 25 })

    expect(page.total).toBe(3)
    expect(commands()).not.toContain('ID')
    for (const stream of streams) stream.destroy()
    await expect(account.readMessage(ref)).resolves.toMatchObject({ subject: 'File' })
  })

  it('ends a download when its reader signs out', async () => {
    const { user, server, account } = await openMail()
    const ref = await appended(account, withFile(randomBytes(3_000_000)))
    const { content } = await account.openPart(ref, '2')
    await server.signOut(user.login)
    await expect(content.toArray()).rejects.toMatchObject({ reason: 'signed-out' })
  })

  it('ends a download with an error when its message goes meanwhile', async () => {
    const { user, account } = await openMail()
    const ref = await appended(account, withFile(randomBytes(3_000_000)))
    const { content } = await account.openPart(ref, '2')
    await elsewhere(user, 'Archives', (imap) => imap.messageDelete('1', { uid: true }))
    await account.listMessages('Archives', { page: 1, size: 5 })
    await expect(content.toArray()).rejects.toMatchObject({ reason: 'message-not-found' })
    await expect(account.folders()).resolves.toHaveLength(6)
  })
})

describe('another account', () => {
  it('cannot read by a reference that is not its own', async () => {
    const first = await openMail()
    await lab().deliver(first.user.login, letter('Mine'))
    const [ref] = await refs(first.account)
    const second = await openMail()
    if (!ref) throw new Error('missing row')
    await expect(second.account.readMessage(ref)).rejects.toMatchObject({ reason: 'message-not-found' })
  })
})
