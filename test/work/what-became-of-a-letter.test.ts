import type { Submission } from '../../src/mail/index.ts'
import type { Outbox } from '../../src/work/index.ts'
import { lab } from '../support/lab.ts'
import { openDispatch, pressed, scriptedSubmission } from './dispatch.ts'
import { credentialsOf, messagesIn } from './post-office.ts'
import { letter, until } from './workshop.ts'

const filed = (outbox: Outbox, account: string, id: string) =>
  until(async () => (await outbox.read(account, id))?.state === 'filed')

describe('what became of a letter', () => {
  it('is in Sent, and in the outbox no more', async () => {
    const { outbox, writer, reader, account } = await openDispatch()
    const { id } = await outbox.press(account, pressed(writer, [reader.address]))
    await filed(outbox, account, id)

    expect(await outbox.list(account)).toEqual([])
    expect(await outbox.read(account, id)).toMatchObject({ subject: 'Conseil de classe' })
  })

  it('stands in the outbox until its writer has seen who was refused', async () => {
    const { outbox, writer, reader, account } = await openDispatch()
    const { id } = await outbox.press(account, pressed(writer, [reader.address, 'refuse+vu@b.example']))
    await filed(outbox, account, id)
    expect(await outbox.list(account)).toMatchObject([{ id, trouble: 'refused' }])

    await outbox.dismiss(account, id, credentialsOf(writer))
    expect(await outbox.list(account)).toEqual([])
  })

  it('is filed among those sent when its writer says that it arrived', async () => {
    const maybe: Submission = { outcome: 'maybe' }
    const { outbox, writer, account, history } = await openDispatch({ submission: scriptedSubmission(maybe).server })
    const { id } = await outbox.press(account, pressed(writer, ['a@b.fr']))
    expect(await outbox.settled(account, id, 10_000)).toMatchObject({ state: 'maybe' })

    await outbox.dismiss(account, id, credentialsOf(writer))

    expect(await outbox.settled(account, id, 10_000)).toMatchObject({ state: 'filed' })
    const [copy, ...others] = await messagesIn(writer, 'Envoyés')
    expect(copy?.source).toContain('lundi.')
    expect(others).toEqual([])
    expect(await outbox.asks(account)).toBe(false)
    expect(await history.read(account, id)).toMatchObject({ deed: { kind: 'sent', recipients: ['a@b.fr'] } })
  })

  it('is sent though the mailbox is full, and its copy kept until there is room', async () => {
    const { outbox, reader, account } = await openDispatch()
    const writer = await lab().addUser({ quotaMb: 1 })
    await lab().append(writer, 'Archives', { raw: `Subject: x\r\n\r\n${'x'.repeat(900_000)}` })
    const large = letter({ body: 'mot '.repeat(60_000) })
    const { id } = await outbox.press(account, pressed(writer, [reader.address], { letter: large }))

    expect(await outbox.settled(account, id, 10_000)).toMatchObject({ state: 'sent', trouble: 'full' })
    expect(await outbox.asks(account)).toBe(true)
    expect(await outbox.list(account)).toMatchObject([{ id }])
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
  })
})
