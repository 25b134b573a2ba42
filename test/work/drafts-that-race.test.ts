import type { MailAccount } from '../../src/mail/index.ts'
import { openDispatch, pressed, scriptedSubmission, secondProcess, startOutbox, stopOutbox } from './dispatch.ts'
import { credentialsOf, messagesIn, openPostOffice, personOf } from './post-office.ts'
import { letter, until } from './workshop.ts'

/** The lab's server, whose APPEND is held up until the test lets it through. */
function heldUp(mail: MailAccount) {
  const begun = Promise.withResolvers<undefined>()
  const gate = Promise.withResolvers<undefined>()
  const append: MailAccount['append'] = async (...given) => {
    begun.resolve(undefined)
    await gate.promise
    return mail.append(...given)
  }
  return { mail: { ...mail, append }, begun: begun.promise, letThrough: () => gate.resolve(undefined) }
}

describe('a draft on its way to the mail server', () => {
  let desk: Awaited<ReturnType<typeof openDispatch>>
  let mail: MailAccount
  const text = letter({ body: 'un' })
  const drafts = () => messagesIn(desk.writer, 'Brouillons')
  const target = (line: MailAccount) => ({ mail: line, person: personOf(desk.writer), withFiles: false })
  const push = (line: MailAccount) => desk.drafts.push(desk.account, 'd1', target(line))
  const sendAndFile = async () => {
    const draft = { id: 'd1', revision: 1 }
    const { account, outbox, reader, writer } = desk
    const { id } = await outbox.press(account, pressed(writer, [reader.address], { draft, letter: text }))
    await until(async () => (await outbox.read(account, id))?.state === 'filed')
  }

  beforeEach(async () => {
    desk = await openDispatch()
    mail = openPostOffice().mail.account(desk.account, credentialsOf(desk.writer))
    await desk.drafts.save(desk.account, { id: 'd1', revision: 0 }, text)
  })

  it('leaves nothing in Brouillons when its letter is sent meanwhile', async () => {
    const line = heldUp(mail)
    const pushed = push(line.mail)
    await line.begun
    await sendAndFile()
    line.letThrough()

    await expect(pushed).resolves.toBe('here')
    expect(await drafts()).toEqual([])
    expect(await messagesIn(desk.writer, 'Envoyés')).toHaveLength(1)
  })

  it('goes to the trash when another process throws it away meanwhile', async () => {
    const other = await secondProcess(desk)
    const line = heldUp(mail)
    const pushed = push(line.mail)
    await line.begun
    await other.drafts.discard(desk.account, 'd1', mail)
    line.letThrough()

    await expect(pushed).resolves.toBe('here')
    expect(await drafts()).toEqual([])
    expect(await messagesIn(desk.writer, 'Corbeille')).toHaveLength(1)
  })

  it('is removed with the next request when the line was lost before that could be done', async () => {
    const line = heldUp(mail)
    const pushed = push({ ...line.mail, findByHeader: () => Promise.reject(new Error('lost')) })
    await line.begun
    await sendAndFile()
    line.letThrough()
    await pushed
    expect(await drafts()).toHaveLength(1)

    desk.drafts.catchUp(desk.account, { mail, person: personOf(desk.writer) })
    await until(async () => (await drafts()).length === 0)
  })

  it('keeps its turn when its letter is put in the outbox meanwhile, and taken back', async () => {
    const { server } = scriptedSubmission({ outcome: 'later', reason: 'deferred' })
    const outbox = startOutbox(desk, { submission: server })
    const line = heldUp(mail)
    const pushed = push(line.mail)
    await line.begun
    const draft = { id: 'd1', revision: 1 }
    const { id } = await outbox.press(desk.account, pressed(desk.writer, ['a@b.example'], { draft, letter: text }))
    await until(async () => (await outbox.read(desk.account, id))?.trouble === 'deferred')
    await stopOutbox(outbox)
    await outbox.takeBack(desk.account, id)

    await expect((await secondProcess(desk)).drafts.push(desk.account, 'd1', target(mail))).resolves.toBe('here')
    line.letThrough()
    await pushed
    await expect(push(mail)).resolves.toBe('server')
    expect(await drafts()).toHaveLength(1)
  })
})
