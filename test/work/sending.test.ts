import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { lab } from '../support/lab.ts'
import { credentialsOf, messagesIn, openPostOffice, personOf } from './post-office.ts'
import { openDispatch, pressed, secondProcess } from './dispatch.ts'
import { letter, until } from './workshop.ts'

describe('sending a letter', () => {
  it('brings it to everybody, keeps a copy, and says so in the history', async () => {
    const { outbox, writer, reader, account, history, recent } = await openDispatch()
    const hidden = await lab().addUser()
    const bcc = [{ name: '', address: hidden.address }]
    const entry = await outbox.press(account, pressed(writer, [reader.address], { bcc }))
    const settled = await outbox.settled(account, entry.id, 10_000)

    expect(['sent', 'filed']).toContain(settled?.state)
    expect(settled?.receipt?.accepted).toEqual([reader.address, hidden.address])
    await until(async () => (await outbox.read(account, entry.id))?.state === 'filed')

    const [received] = await messagesIn(reader, 'INBOX')
    const [copy, ...others] = await messagesIn(writer, 'Envoyés')
    expect(received?.source).not.toMatch(/^Bcc:/im)
    expect(copy?.source).toMatch(new RegExp(`^Bcc: ${hidden.address}\r$`, 'm'))
    expect(copy?.flags).toContain('\\Seen')
    expect(others).toEqual([])
    expect(await messagesIn(hidden, 'INBOX')).toHaveLength(1)
    expect(await history.read(account, entry.id)).toMatchObject({ deed: { kind: 'sent', outbox: entry.id } })
    expect((await recent.list(account)).map(({ address }) => address)).toEqual([reader.address, hidden.address])
  })

  it('sends its files, and keeps none of them nor its text once the mailbox has it', async () => {
    const { outbox, writer, reader, account, uploads, store } = await openDispatch()
    const file = { name: 'notes.csv', type: 'text/csv', content: Readable.from([Buffer.from('Ada;12')]), limit: 100 }
    const upload = await uploads.receive(account, file)
    const { id } = await outbox.press(
      account,
      pressed(writer, [reader.address], { letter: letter({ files: [upload.id] }) }),
    )
    await until(async () => (await outbox.read(account, id))?.state === 'filed')

    const [received] = await messagesIn(reader, 'INBOX')
    expect(received?.source).toContain('notes.csv')
    expect(await store.read.selectFrom('upload').select('idle_since').execute()).toEqual([
      { idle_since: expect.any(Number) as number },
    ])
  })

  it('sends a large file whole, with a copy that has it too', async () => {
    const { outbox, writer, reader, account, uploads } = await openDispatch()
    const bytes = randomBytes(9 * 1024 * 1024)
    const file = { name: 'film.mp4', type: 'video/mp4', content: Readable.from([bytes]), limit: bytes.length }
    const { id: upload } = await uploads.receive(account, file)
    const { id } = await outbox.press(
      account,
      pressed(writer, [reader.address], { letter: letter({ files: [upload] }) }),
    )
    await until(async () => (await outbox.read(account, id))?.state === 'filed', 25_000)

    for (const [user, folder] of [
      [reader, 'INBOX'],
      [writer, 'Envoyés'],
    ] as const) {
      const [message] = await messagesIn(user, folder)
      // Cut by hand: a pattern over twelve million characters needs more stack than some machines give.
      const [, attached = ''] = message?.source.split('Content-Disposition: attachment') ?? []
      const [coded = ''] = attached.slice(attached.indexOf('\r\n\r\n') + 4).split('\r\n--', 1)
      expect(Buffer.from(coded, 'base64').equals(bytes)).toBe(true)
    }
  })

  it('closes its draft, takes the server’s copy of it away, and tells a page left open what became of it', async () => {
    const { outbox, writer, reader, account, drafts } = await openDispatch()
    const written = letter({ to: reader.address, body: 'À lundi.' })
    await drafts.save(account, { id: 'd1', revision: 0 }, written)
    const mail = openPostOffice().mail.account(account, credentialsOf(writer))
    await drafts.push(account, 'd1', { mail, person: personOf(writer), withFiles: false })

    const draft = { id: 'd1', revision: 1 }
    const { id } = await outbox.press(account, pressed(writer, [reader.address], { draft, letter: written }))
    await until(async () => (await outbox.read(account, id))?.state === 'filed')

    expect(await messagesIn(writer, 'Brouillons')).toEqual([])
    expect(await drafts.list(account)).toEqual([])
    expect(await drafts.open(account, 'd1')).toMatchObject({ sent: { outbox: id, to: [reader.address] } })
    await expect(drafts.save(account, { id: 'd1', revision: 0 }, written)).resolves.toEqual({
      outcome: 'sent',
      outbox: id,
    })
    const changed = await drafts.save(account, { id: 'd1', revision: 1 }, letter({ body: 'Encore un mot' }))
    expect(changed).toMatchObject({ outcome: 'conflict', draft: { id: 'd1' } })
  })

  it('sends nothing twice for one send number, whoever presses, and however often', async () => {
    const shop = await openDispatch()
    const second = await secondProcess(shop)
    const { writer, reader, account } = shop
    const letters = Array.from({ length: 50 }, () => pressed(writer, [reader.address], { sendNumber: 'n1' }))
    const entries = await Promise.all(
      letters.map((one, number) => (number % 2 ? shop : second).outbox.press(account, one)),
    )

    expect(new Set(entries.map(({ id }) => id)).size).toBe(1)
    await until(async () => (await shop.outbox.read(account, entries[0]?.id ?? ''))?.state === 'filed')
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
    expect(await messagesIn(writer, 'Envoyés')).toHaveLength(1)
  })

  it('tells which of five recipients was refused: the others have it', async () => {
    const { outbox, writer, account } = await openDispatch()
    const readers = await Promise.all(Array.from({ length: 4 }, () => lab().addUser()))
    const addresses = [...readers.map(({ address }) => address), 'refuse@ac-lyon.example']
    const { id } = await outbox.press(account, pressed(writer, addresses))
    const entry = await outbox.settled(account, id, 10_000)

    expect(entry?.receipt?.accepted).toEqual(addresses.slice(0, 4))
    expect(entry?.receipt?.rejected).toMatchObject([{ address: 'refuse@ac-lyon.example', code: 550 }])
    for (const reader of readers) expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
  })

  it('marks the original as answered, or as forwarded', async () => {
    const { outbox, writer, reader, account } = await openDispatch()
    await lab().deliver(writer.login, { subject: 'Question', text: '?' })
    await lab().deliver(writer.login, { subject: 'Nouvelle', text: '!' })
    const uidValidity = await lab().asUser(writer, async (imap) =>
      String((await imap.mailboxOpen('INBOX')).uidValidity),
    )
    const answer = (kind: 'reply' | 'forward', uid: number) =>
      letter({
        answers: {
          kind,
          ref: { folder: 'INBOX', uidValidity, uid },
          messageId: '<q@b>',
          references: ['<p@b>', '<q@b>'],
        },
      })

    for (const written of [answer('reply', 1), answer('forward', 2)]) {
      const { id } = await outbox.press(account, pressed(writer, [reader.address], { letter: written }))
      await until(async () => (await outbox.read(account, id))?.state === 'filed')
    }

    const [question, news] = await messagesIn(writer, 'INBOX')
    expect(question?.flags).toContain('\\Answered')
    expect(news?.flags).toContain('$Forwarded')
    const [reply] = await messagesIn(reader, 'INBOX')
    expect(reply?.source).toMatch(/^In-Reply-To: <q@b>\r$/m)
    expect(reply?.source).toMatch(/^References: <p@b> <q@b>\r$/m)
  })

  it('waits for the time it was given, and can be taken back until then', async () => {
    const { outbox, writer, reader, account, drafts } = await openDispatch()
    const leaves = { kind: 'delayed' as const, ms: 700 }
    const start = Date.now()
    const later = pressed(writer, [reader.address], { leaves })
    const { id } = await outbox.press(account, later)
    const never = await outbox.press(account, pressed(writer, [reader.address], { leaves }))

    expect(await outbox.settled(account, id, 5_000)).toMatchObject({ state: 'waiting', leavesBy: 'session' })
    const draft = await outbox.takeBack(account, never.id)
    expect((await drafts.open(account, draft?.id ?? ''))?.letter.body).toBe('À lundi.')
    await until(async () => (await outbox.read(account, id))?.state === 'filed')
    expect((await outbox.read(account, id))?.sentAt?.getTime()).toBeGreaterThanOrEqual(start + leaves.ms)
    expect(await outbox.takeBack(account, id)).toBeUndefined()
    expect(await outbox.read(account, never.id)).toMatchObject({ state: 'cancelled' })
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
  })

  it('shows nobody another account’s letters', async () => {
    const { outbox, writer, reader, account } = await openDispatch()
    const { id } = await outbox.press(account, pressed(writer, [reader.address]))

    expect(await outbox.read('somebody-else', id)).toBeUndefined()
    expect(await outbox.takeBack('somebody-else', id)).toBeUndefined()
    expect(await outbox.list('somebody-else')).toEqual([])
    expect(await outbox.list(account)).toHaveLength(1)
  })
})
