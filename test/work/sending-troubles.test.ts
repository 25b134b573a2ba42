import { startFaultProxy } from '../lab/fault-proxy.ts'
import { lab } from '../support/lab.ts'
import type { Submission } from '../../src/mail/index.ts'
import type { Outbox } from '../../src/work/index.ts'
import { credentialsOf, messagesIn, openPostOffice, personOf } from './post-office.ts'
import { openDispatch, pressed, scriptedSubmission, secondProcess, startOutbox, stopOutbox } from './dispatch.ts'
import { handClock, letter, until, workOn } from './workshop.ts'

const deferred: Submission = { outcome: 'later', reason: 'deferred', code: 451, response: '4.2.0 Greylisted' }
const sent: Submission = { outcome: 'sent', receipt: { accepted: ['a@b.fr'], rejected: [] } }
const minutes = (count: number) => count * 60_000

/** The entry once its so-many-th attempt has ended. */
const attempted = (outbox: Outbox, { account, id, attempt }: { account: string; id: string; attempt: number }) =>
  until(async () => {
    const entry = await outbox.read(account, id)
    return entry?.attempts === attempt && entry.state !== 'sending' ? entry : undefined
  })

describe('a letter that does not leave at once', () => {
  it('is tried again later and later, then given up, and said so', async () => {
    const clock = handClock()
    const { server } = scriptedSubmission(deferred)
    const { outbox, writer, account } = await openDispatch({ clock, submission: server })
    const { id } = await outbox.press(account, pressed(writer, ['a@b.fr']))
    const first = await attempted(outbox, { account, id, attempt: 1 })
    expect(first).toMatchObject({ state: 'waiting', trouble: 'deferred', response: '4.2.0 Greylisted' })
    const delays: number[] = []
    for (let attempt = 1; attempt < 52; attempt++) {
      const entry = await attempted(outbox, { account, id, attempt })
      delays.push((entry.nextAttemptAt?.getTime() ?? 0) - clock.now())
      clock.advance(delays.at(-1) ?? 0)
      // Whatever is asked wakes it up: its own alarm is set on the real clock.
      outbox.start()
    }
    expect(delays.slice(0, 6)).toEqual([0.5, 2, 10, 30, 60, 60].map(minutes))
    expect(await attempted(outbox, { account, id, attempt: 52 })).toMatchObject({
      state: 'refused',
      trouble: 'deferred',
    })
  }, 60_000)

  it('goes when the SMTP server is back, as the same message', async () => {
    const { server, attempts } = scriptedSubmission(deferred, deferred, sent)
    const clock = handClock()
    const { outbox, writer, account } = await openDispatch({ clock, submission: server })
    const { id } = await outbox.press(account, pressed(writer, ['a@b.fr']))
    for (const [attempt, delay] of [
      [1, 0.5],
      [2, 2],
    ] as const) {
      await attempted(outbox, { account, id, attempt })
      clock.advance(minutes(delay))
      outbox.start()
    }
    await until(async () => (await outbox.read(account, id))?.state === 'filed')

    expect(attempts).toHaveLength(3)
    expect(new Set(attempts.map(({ content }) => content)).size).toBe(1)
  })

  it('leaves the Drafts folder when the SMTP server is away: it stands in the outbox alone', async () => {
    const proxy = await startFaultProxy(lab().smtp)
    proxy.refuse()
    const { outbox, writer, reader, account, drafts } = await openDispatch({ smtp: proxy.address })
    const mail = openPostOffice().mail.account(account, credentialsOf(writer))
    await drafts.save(account, { id: 'd1', revision: 0 }, letter())
    await drafts.push(account, 'd1', { mail, person: personOf(writer), withFiles: false })
    const draft = { id: 'd1', revision: 1 }
    const { id } = await outbox.press(account, pressed(writer, [reader.address], { draft }))

    expect(await outbox.settled(account, id, 10_000)).toMatchObject({ state: 'waiting', trouble: 'unreachable' })
    await until(async () => (await messagesIn(writer, 'Brouillons')).length === 0)

    proxy.pass()
    await outbox.sendAgain(account, id, credentialsOf(writer))
    await until(async () => (await outbox.read(account, id))?.state === 'filed')
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
    await proxy.stop()
  })

  it('leaves the Drafts folder as soon as the mailbox can be reached, though it still waits', async () => {
    const proxy = await startFaultProxy(lab().imap)
    proxy.refuse()
    const clock = handClock()
    const submission = scriptedSubmission(deferred).server
    const { outbox, writer, account, drafts } = await openDispatch({ imap: proxy.address, clock, submission })
    const mail = openPostOffice().mail.account(account, credentialsOf(writer))
    await drafts.save(account, { id: 'd1', revision: 0 }, letter())
    await drafts.push(account, 'd1', { mail, person: personOf(writer), withFiles: false })
    const { id } = await outbox.press(account, pressed(writer, ['a@b.fr'], { draft: { id: 'd1', revision: 1 } }))
    await attempted(outbox, { account, id, attempt: 1 })
    expect(await messagesIn(writer, 'Brouillons')).toHaveLength(1)

    proxy.pass()
    clock.advance(minutes(0.5))
    outbox.start()
    await attempted(outbox, { account, id, attempt: 2 })
    await until(async () => (await messagesIn(writer, 'Brouillons')).length === 0)
    await proxy.stop()
  })

  it('is never sent again by itself once it may have gone; its writer decides', async () => {
    const { server, attempts } = scriptedSubmission({ outcome: 'maybe' }, sent)
    const { outbox, writer, account } = await openDispatch({ submission: server })
    const { id } = await outbox.press(account, pressed(writer, ['a@b.fr']))

    expect(await outbox.settled(account, id, 10_000)).toMatchObject({ state: 'maybe' })
    expect(await outbox.asks(account)).toBe(true)
    outbox.lend(account, credentialsOf(writer))
    outbox.start()
    expect(await outbox.read(account, id)).toMatchObject({ state: 'maybe' })
    expect(attempts).toHaveLength(1)

    await outbox.sendAgain(account, id, credentialsOf(writer))
    await until(async () => (await outbox.read(account, id))?.state === 'filed')
    expect(attempts[0]?.content).toBe(attempts[1]?.content)
  })

  it('that was refused can be opened again, and is a draft again when it is put out of sight', async () => {
    const refusal: Submission = {
      outcome: 'refused',
      receipt: { accepted: [], rejected: [] },
      code: 554,
      response: 'No',
    }
    const { outbox, writer, account, drafts } = await openDispatch({ submission: scriptedSubmission(refusal).server })
    const one = await outbox.press(account, pressed(writer, ['a@b.fr']))
    expect(await outbox.settled(account, one.id, 10_000)).toMatchObject({ state: 'refused', response: 'No' })

    await outbox.dismiss(account, one.id, credentialsOf(writer))
    expect(await outbox.list(account)).toEqual([])
    expect(await drafts.list(account)).toMatchObject([{ id: one.draft }])
    const again = pressed(writer, ['a@b.fr'], { draft: { id: one.draft, revision: 2 } })
    expect(await outbox.press(account, again)).toMatchObject({ state: 'waiting' })
  })

  it('waits for a sign-in when nobody lends a password that opens the server', async () => {
    const { outbox, writer, reader, account } = await openDispatch()
    const wrong = { login: writer.login, password: 'wrong' }
    const { id } = await outbox.press(account, pressed(writer, [reader.address], { credentials: wrong }))
    expect(await outbox.settled(account, id, 10_000)).toMatchObject({ state: 'waiting', trouble: 'credentials' })
    expect(await outbox.asks(account)).toBe(true)

    await outbox.sendAgain(account, id, credentialsOf(writer))
    await until(async () => (await outbox.read(account, id))?.state === 'filed')
  })

  it('is sent by the next process when the one that had it is gone, once somebody signs in', async () => {
    const shop = await openDispatch()
    const { writer, reader, account } = shop
    const leaves = { kind: 'planned' as const, at: new Date(Date.now() + 300_000) }
    const { id } = await shop.outbox.press(account, pressed(writer, [reader.address], { leaves }))
    await stopOutbox(shop.outbox)
    await shop.store.write((transaction) => transaction.updateTable('outbox').set({ due_at: 0 }).execute())

    const next = await secondProcess(shop)
    await until(async () => (await next.outbox.read(account, id))?.trouble === 'credentials')
    next.outbox.lend(account, credentialsOf(writer))
    await until(async () => (await next.outbox.read(account, id))?.state === 'filed')
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
  })

  it('ends what is being sent before the process ends', async () => {
    const { outbox, writer, reader, account } = await openDispatch()
    const entries = await Promise.all(
      Array.from({ length: 5 }, () => outbox.press(account, pressed(writer, [reader.address]))),
    )
    await stopOutbox(outbox)

    const states = await Promise.all(entries.map(async ({ id }) => (await outbox.read(account, id))?.state))
    expect(states).toEqual(Array.from({ length: 5 }, () => 'filed'))
  })

  it('is sent, with its copy to be made later, when the mailbox does not take it', async () => {
    const proxy = await startFaultProxy(lab().imap)
    proxy.refuse()
    const { outbox, writer, reader, account, store } = await openDispatch({ imap: proxy.address })
    const { id } = await outbox.press(account, pressed(writer, [reader.address]))
    await until(async () => (await outbox.read(account, id))?.nextAttemptAt)
    expect(await outbox.read(account, id)).toMatchObject({ state: 'sent', trouble: 'unreachable' })
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)

    proxy.pass()
    await stopOutbox(outbox)
    await store.write((transaction) => transaction.updateTable('outbox').set({ next_attempt_at: null }).execute())
    const next = startOutbox({ store, ...workOn(store) })
    next.lend(account, credentialsOf(writer))
    await until(async () => (await next.read(account, id))?.state === 'filed')
    expect(await messagesIn(writer, 'Envoyés')).toHaveLength(1)
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
    await proxy.stop()
  })

  it('has one copy in Sent though the line was lost while it was filed', async () => {
    const proxy = await startFaultProxy(lab().imap)
    const { outbox, writer, reader, account, store } = await openDispatch({ imap: proxy.address })
    const long = letter({ body: 'mot '.repeat(20_000) })
    proxy.cutAfter(80_000, 'sent')
    const { id } = await outbox.press(account, pressed(writer, [reader.address], { letter: long }))
    await until(async () => (await outbox.read(account, id))?.nextAttemptAt)
    await stopOutbox(outbox)
    // As after a crash between the append and the note of it.
    await lab().append(writer, 'Envoyés', { raw: (await messagesIn(reader, 'INBOX'))[0]?.source ?? '' })
    await store.write((transaction) => transaction.updateTable('outbox').set({ next_attempt_at: null }).execute())

    const next = startOutbox({ store, ...workOn(store) })
    next.lend(account, credentialsOf(writer))
    await until(async () => (await next.read(account, id))?.state === 'filed')
    expect(await messagesIn(writer, 'Envoyés')).toHaveLength(1)
    await proxy.stop()
  })
})
