import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { LabUser } from '../lab/index.ts'
import type { MailAccount } from '../../src/mail/index.ts'
import { lab } from '../support/lab.ts'
import { startFaultProxy } from '../lab/fault-proxy.ts'
import { credentialsOf, messagesIn, openPostOffice, personOf } from './post-office.ts'
import { letter, openWorkshop, until } from './workshop.ts'

describe('a draft on the mail server', () => {
  let shop: Awaited<ReturnType<typeof openWorkshop>>
  let user: LabUser
  let mail: MailAccount
  const inDrafts = () => messagesIn(user, 'Brouillons')
  const save = (revision: number, changes: Parameters<typeof letter>[0]) =>
    shop.drafts.save(shop.account, { id: 'd1', revision }, letter(changes))
  const push = (options: { withFiles?: boolean; mail?: MailAccount } = {}) =>
    shop.drafts.push(shop.account, 'd1', {
      person: personOf(user),
      mail: options.mail ?? mail,
      withFiles: options.withFiles ?? false,
    })
  const attach = async (content: Buffer) => {
    const file = { name: 'plan.pdf', type: 'application/pdf', content: Readable.from([content]), limit: 10 ** 7 }
    return (await shop.uploads.receive(shop.account, file)).id
  }
  const placeOf = async (id = 'd1') => (await shop.drafts.open(shop.account, id))?.place

  beforeEach(async () => {
    shop = await openWorkshop()
    user = await lab().addUser()
    mail = openPostOffice().mail.account(shop.account, credentialsOf(user))
  })

  it('is replaced by the next revision: never two, never none', async () => {
    await save(0, { to: 'Ada <ada@exemple.fr>', bcc: 'chef@exemple.fr', body: 'un' })
    expect(await placeOf()).toBe('here')
    await expect(push()).resolves.toBe('server')
    await save(1, { to: 'Ada <ada@exemple.fr>', bcc: 'chef@exemple.fr', body: 'deux' })
    expect(await shop.drafts.list(shop.account)).toHaveLength(1)
    await expect(push()).resolves.toBe('server')

    const [only, ...others] = await inDrafts()
    expect(others).toEqual([])
    expect(only?.source).toMatch(/^X-Traboule-Draft: d1\r$/m)
    expect(only?.source).toMatch(/^X-Traboule-Revision: 2\r$/m)
    expect(only?.source).toMatch(/^Bcc: chef@exemple.fr\r$/m)
    expect(only?.source).toContain('deux')
    expect(only?.flags).toEqual(expect.arrayContaining(['\\Draft', '\\Seen']))
    expect(await placeOf()).toBe('server')
    expect(await shop.drafts.list(shop.account)).toEqual([])
  })

  it('costs nothing when it is up to date, and stands once however many tabs push it', async () => {
    await save(0, { body: 'un' })
    await Promise.all([push(), push(), push()])
    const [before] = await inDrafts()
    await expect(push()).resolves.toBe('server')

    expect((await inDrafts()).map(({ uid }) => uid)).toEqual([before?.uid])
  })

  it('has small files at once, large ones when it is closed', async () => {
    await save(0, { files: [await attach(Buffer.alloc(1000, 'a'))] })
    await push()
    expect((await inDrafts())[0]?.source).toContain('plan.pdf')

    await save(1, { files: [await attach(Buffer.alloc(300 * 1024, 'b'))] })
    await push()
    expect((await inDrafts())[0]?.source).not.toContain('plan.pdf')
    await push({ withFiles: true })
    expect((await inDrafts()).map(({ source }) => source.includes('plan.pdf'))).toEqual([true])
  })

  it('waits with us while the server is away or full, and follows later', async () => {
    const proxy = await startFaultProxy(lab().imap)
    const line = openPostOffice({ imap: proxy.address }).mail.account(shop.account, credentialsOf(user))
    await save(0, { body: 'un' })
    proxy.refuse()
    await expect(push({ mail: line })).resolves.toBe('here')
    proxy.pass()
    await expect(push({ mail: line })).resolves.toBe('server')
    await proxy.stop()

    user = await lab().addUser({ quotaMb: 1 })
    const full = openPostOffice().mail.account('full', credentialsOf(user))
    await save(1, { files: [await attach(Buffer.alloc(2 * 1024 * 1024, 'c'))] })
    await expect(push({ mail: full, withFiles: true })).resolves.toBe('full')
    expect(await inDrafts()).toEqual([])
  })

  it('follows by itself with whatever its writer asks for next', async () => {
    await save(0, { body: 'un' })
    await shop.drafts.save(shop.account, { id: 'd2', revision: 0 }, letter({ body: 'garé' }), { parked: true })
    shop.drafts.catchUp(shop.account, { mail, person: personOf(user) })
    shop.drafts.catchUp(shop.account, { mail, person: personOf(user) })
    await until(async () => (await placeOf()) === 'server' && (await placeOf('d2')) === 'server')

    expect(await inDrafts()).toHaveLength(2)
    expect(await shop.drafts.list(shop.account)).toMatchObject([{ id: 'd2', parked: true }])
    expect(await shop.drafts.parked(shop.account)).toEqual(['d2'])
    expect(await shop.drafts.parked('somebody-else')).toEqual([])
  })

  it('is found again when the line was lost before the server said where it is', async () => {
    const proxy = await startFaultProxy(lab().imap)
    const line = openPostOffice({ imap: proxy.address }).mail.account(shop.account, credentialsOf(user))
    await save(0, { body: 'x'.repeat(60_000) })
    for (let cut = 30_000; cut < 120_000; cut += 7_000) {
      proxy.cutAfter(cut, 'sent')
      await push({ mail: line })
    }
    proxy.pass()
    await save(1, { body: 'enfin' })
    await expect(push()).resolves.toBe('server')
    await proxy.stop()

    const left = await inDrafts()
    expect(left.map(({ source }) => source.includes('enfin'))).toEqual([true])
  })

  it('is not overwritten when another program replaced it: both are kept, and it is said', async () => {
    await save(0, { body: 'premier texte' })
    await push()
    const [ours] = await inDrafts()
    const messageId = /^Message-ID: (.*)\r$/im.exec(ours?.source ?? '')?.[1] ?? ''
    const theirs = await lab().append(user, 'Brouillons', { raw: `Message-ID: ${messageId}\r\n\r\nde Thunderbird` })
    await lab().asUser(user, async (imap) => {
      await imap.mailboxOpen('Brouillons')
      await imap.messageDelete(String(ours?.uid), { uid: true })
    })

    await save(1, { body: 'de nous encore' })
    await expect(push()).resolves.toBe('server')

    const texts = (await inDrafts()).map(({ source }) => /de (Thunderbird|nous encore)/.exec(source)?.[0])
    expect(texts).toEqual(['de Thunderbird', 'de nous encore'])
    expect((await shop.drafts.open(shop.account, 'd1'))?.changedElsewhere?.uid).toBe(theirs)
  })

  it('opens as our newest revision from the Drafts folder, by its marks', async () => {
    await save(0, { body: 'un' })
    await push()
    await save(1, { body: 'deux' })
    const [row] = (await mail.listMessages('Brouillons', { page: 1, size: 5 })).items
    if (!row) throw new Error('no draft')

    await expect(shop.drafts.adopt(shop.account, row.ref, mail)).resolves.toEqual({ id: 'd1', revision: 2 })
  })

  it('of another program becomes ours, and our first save replaces it', async () => {
    await lab().append(user, 'Brouillons', {
      raw: [
        'Date: Thu, 19 Nov 2026 08:30:00 +0100\r\nFrom: prof@ac-lyon.example\r\nTo: =?utf-8?Q?M=C3=A9lanie?= <melanie@exemple.fr>\r\nBcc: chef@exemple.fr',
        'Subject: =?utf-8?Q?R=C3=A9union?=\r\nIn-Reply-To: <a@b>\r\nReferences: <r@b> <a@b>\r\nMIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n',
        'Une phrase \r\ncoupée.\r\n--x\r\nContent-Type: application/pdf; name=plan.pdf\r\nContent-Transfer-Encoding: base64',
        'Content-Disposition: attachment; filename=plan.pdf\r\n\r\naGVsbG8=\r\n--x--\r\n',
      ].join('\r\n'),
    })
    const [row] = (await mail.listMessages('Brouillons', { page: 1, size: 5 })).items
    if (!row) throw new Error('no draft')
    const [adopted, again] = await Promise.all([1, 2].map(() => shop.drafts.adopt(shop.account, row.ref, mail)))
    expect(again).toEqual(adopted)

    const draft = await shop.drafts.open(shop.account, adopted?.id ?? '')
    expect(draft?.letter).toMatchObject({
      to: 'Mélanie <melanie@exemple.fr>',
      bcc: 'chef@exemple.fr',
      subject: 'Réunion',
      body: expect.stringMatching(/^Une phrase coupée\.\n?$/) as string,
      answers: { messageId: '<a@b>', references: ['<r@b>', '<a@b>'] },
    })
    const [file] = draft?.files ?? []
    expect(file?.name).toBe('plan.pdf')
    expect(String(await buffer(shop.uploads.open(shop.account, file?.id ?? '')))).toBe('hello')
    expect(draft).toMatchObject({ place: 'server', savedAt: new Date('2026-11-19T07:30:00Z') })

    await shop.drafts.save(shop.account, { id: draft?.id ?? '', revision: 1 }, letter({ body: 'à nous' }))
    expect((await shop.drafts.open(shop.account, draft?.id ?? ''))?.savedAt).not.toEqual(draft?.savedAt)
    await shop.drafts.push(shop.account, draft?.id ?? '', { person: personOf(user), mail, withFiles: true })
    expect((await inDrafts()).map(({ source }) => source.includes('à nous') || source.includes('=C3=A0 nous'))).toEqual(
      [true],
    )
  })

  it('goes to the trash when it is discarded, and comes back with the next save of its page', async () => {
    await save(0, { body: 'un' })
    await push()
    await shop.drafts.discard(shop.account, 'd1', mail)

    expect(await inDrafts()).toEqual([])
    expect(await messagesIn(user, 'Corbeille')).toHaveLength(1)
    expect(await shop.drafts.list(shop.account)).toEqual([])
    await expect(save(1, { body: 'un' })).resolves.toMatchObject({ outcome: 'saved' })
    expect(await shop.drafts.list(shop.account)).toHaveLength(1)
  })
})
