import type { LabUser } from '../lab/index.ts'
import type { Leaves, Outbox } from '../../src/work/index.ts'
import { openDispatch, pressed, scriptedSubmission, secondProcess, stopOutbox } from './dispatch.ts'
import { credentialsOf, messagesIn } from './post-office.ts'
import { handClock, letter, until } from './workshop.ts'

const inMilliseconds = (ms: number): Leaves => ({ kind: 'planned', at: new Date(Date.now() + ms) })
const hour = 3_600_000
const tenSeconds: Leaves = { kind: 'delayed', ms: 10_000 }

/** Wakes the outbox up, and gives whatever could leave with it the time to do so. */
async function sendWitness(outbox: Outbox, { account, writer }: { account: string; writer: LabUser }): Promise<void> {
  const { id } = await outbox.press(account, pressed(writer, [writer.address]))
  await until(async () => (await outbox.read(account, id))?.state === 'filed')
}

describe('a letter that can still be taken back', () => {
  it('leaves when its time is over, by the session that pressed it', async () => {
    const { outbox, writer, reader, account } = await openDispatch()
    const start = performance.now()
    const leaves: Leaves = { kind: 'delayed', ms: 600 }
    const { id } = await outbox.press(account, pressed(writer, [reader.address], { leaves }))

    expect(await outbox.settled(account, id, 5_000)).toMatchObject({ state: 'waiting', leavesBy: 'session' })
    await until(async () => (await outbox.read(account, id))?.state === 'filed')
    expect(performance.now() - start).toBeGreaterThan(600)
  })

  it('waits its whole time though the clock is set ahead', async () => {
    const clock = handClock()
    const { outbox, writer, reader, account } = await openDispatch({ clock })
    const { id } = await outbox.press(account, pressed(writer, [reader.address], { leaves: tenSeconds }))
    clock.step(hour)
    clock.advance(9_999)
    await sendWitness(outbox, { account, writer })
    expect(await outbox.read(account, id)).toMatchObject({ state: 'waiting', leavesBy: 'session' })

    clock.advance(1)
    outbox.start()
    await until(async () => (await outbox.read(account, id))?.state === 'filed')
  })

  it('does not leave before its hour on the wall though the clock is set back, and says that hour', async () => {
    const clock = handClock()
    const { outbox, writer, reader, account } = await openDispatch({ clock })
    const { id, dueAt } = await outbox.press(account, pressed(writer, [reader.address], { leaves: tenSeconds }))
    clock.step(-hour)
    clock.advance(10_000)
    await sendWitness(outbox, { account, writer })
    expect(await outbox.read(account, id)).toMatchObject({ state: 'waiting', dueAt })

    clock.advance(hour)
    outbox.start()
    await until(async () => (await outbox.read(account, id))?.state === 'filed')
    expect((await outbox.read(account, id))?.sentAt).toEqual(dueAt)
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
  })

  it('leaves before its process ends, and a planned one is given back', async () => {
    const { outbox, writer, reader, account } = await openDispatch()
    const delayed = await outbox.press(
      account,
      pressed(writer, [reader.address], { leaves: { kind: 'delayed', ms: 700 } }),
    )
    const planned = await outbox.press(account, pressed(writer, [reader.address], { leaves: inMilliseconds(800) }))
    await stopOutbox(outbox)

    expect(await outbox.read(account, delayed.id)).toMatchObject({ state: 'filed' })
    expect(await outbox.read(account, planned.id)).toMatchObject({ state: 'waiting', leavesBy: 'sign-in' })
  })

  it('goes by the submission account when its process was killed, once another knows', async () => {
    const shop = await openDispatch({ relay: true })
    const { outbox, writer, reader, account, store } = shop
    const leaves: Leaves = { kind: 'delayed', ms: 300 }
    const { id } = await outbox.press(
      account,
      pressed(writer, [reader.address], { leaves: { kind: 'delayed', ms: hour } }),
    )
    await until(() => store.read.selectFrom('outbox').select('id').where('relay', '=', 1).executeTakeFirst())
    await stopOutbox(outbox)
    await store.write((transaction) =>
      transaction.updateTable('outbox').set({ lease_owner: 'killed', due_at: Date.now(), delay: leaves.ms }).execute(),
    )

    const other = await secondProcess(shop, { relay: true })
    await until(async () => (await other.outbox.read(account, id))?.state === 'sent')
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
  })
})

describe('a letter that was left to a submission account there is no more', () => {
  it.each(['planned', 'delayed'] as const)('leaves at the next sign-in, and says so (%s)', async (kind) => {
    const shop = await openDispatch({ relay: true })
    const { outbox, writer, reader, account, store } = shop
    const leaves = kind === 'planned' ? inMilliseconds(hour) : { kind, ms: hour }
    const { id } = await outbox.press(account, pressed(writer, [reader.address], { leaves }))
    await until(() => store.read.selectFrom('outbox').select('id').where('relay', '=', 1).executeTakeFirst())
    await stopOutbox(outbox)
    expect(await outbox.read(account, id)).toMatchObject({ leavesBy: 'relay' })
    await store.write((transaction) =>
      transaction.updateTable('outbox').set({ due_at: Date.now(), delay: 0 }).execute(),
    )

    const { outbox: next } = await secondProcess(shop)
    expect(await next.read(account, id)).toMatchObject({ leavesBy: 'sign-in' })
    await until(() => next.asks(account))
    next.lend(account, credentialsOf(writer))
    await until(async () => (await next.read(account, id))?.state === 'filed')
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
  })
})

describe('a planned letter', () => {
  it('leaves at its hour with nobody signed in, dated then, and its copy is filed at the next sign-in', async () => {
    const shop = await openDispatch({ relay: true })
    const { outbox, writer, reader, account } = shop
    const leaves = inMilliseconds(900)
    expect(outbox.plansLeaveAlone).toBe(true)
    const planned = await outbox.press(account, pressed(writer, [reader.address], { leaves }))
    expect(planned).toMatchObject({ planned: true, leavesBy: 'relay' })
    await stopOutbox(outbox)

    const next = await secondProcess(shop, { relay: true })
    await until(async () => (await next.outbox.read(account, planned.id))?.trouble === 'credentials')
    const sent = await next.outbox.read(account, planned.id)
    expect(sent?.state).toBe('sent')
    expect(sent?.sentAt?.getTime()).toBeGreaterThanOrEqual(planned.dueAt.getTime())
    const [received] = await messagesIn(reader, 'INBOX')
    const dated = /^Date: (.*)\r$/m.exec(received?.source ?? '')?.[1] ?? ''
    expect(new Date(dated).getTime()).toBe(Math.floor(planned.dueAt.getTime() / 1000) * 1000)
    expect(received?.source).toContain(`From: ${writer.name} <${writer.address}>`)

    next.outbox.lend(account, credentialsOf(writer))
    await until(async () => (await next.outbox.read(account, planned.id))?.state === 'filed')
    expect(await messagesIn(writer, 'Envoyés')).toHaveLength(1)
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
  })

  it('waits for the next sign-in without a submission account, and says so', async () => {
    const { outbox, writer, reader, account } = await openDispatch()
    expect(outbox.plansLeaveAlone).toBe(false)
    const { id, leavesBy } = await outbox.press(
      account,
      pressed(writer, [reader.address], { leaves: inMilliseconds(300) }),
    )
    expect(leavesBy).toBe('sign-in')
    await until(async () => (await outbox.read(account, id))?.trouble === 'credentials')
    expect(await outbox.asks(account)).toBe(true)

    outbox.lend(account, credentialsOf(writer))
    await until(async () => (await outbox.read(account, id))?.state === 'filed')
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
  })

  it('does not go by the submission account when the mail server does not know who pressed it', async () => {
    const { outbox, writer, reader, account } = await openDispatch({ relay: true })
    const credentials = { login: writer.login, password: 'the one of before' }
    const leaves = inMilliseconds(hour)
    const entry = await outbox.press(account, pressed(writer, [reader.address], { leaves, credentials }))
    expect(entry).toMatchObject({ planned: true, leavesBy: 'sign-in' })
  })

  it('leaves by the session of its writer once the submission account could not send it', async () => {
    const relay = scriptedSubmission({ outcome: 'later', reason: 'unreachable' })
    const credentials = { login: 'relais', password: 'relais' }
    const around = { relay: { submission: relay.server, credentials } }
    const shop = await openDispatch(around)
    const { outbox, writer, reader, account } = shop
    const { id } = await outbox.press(account, pressed(writer, [reader.address], { leaves: inMilliseconds(300) }))
    await until(async () => (await outbox.read(account, id))?.trouble === 'unreachable')

    // Whichever process that session asks.
    const other = await secondProcess(shop, around)
    other.outbox.lend(account, credentialsOf(writer))
    await until(async () => (await outbox.read(account, id))?.state === 'filed')
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
    expect(relay.attempts).toHaveLength(1)
  })

  it('leaves at another hour, or now, as its writer decides, once', async () => {
    const { outbox, writer, reader, account } = await openDispatch({ relay: true })
    const far = pressed(writer, [reader.address], {
      leaves: inMilliseconds(24 * hour),
      letter: letter({ subject: 'Un' }),
    })
    const { id } = await outbox.press(account, far)
    const at = new Date(Date.now() + 48 * hour)
    expect(await outbox.replan(account, { id, at }, credentialsOf(writer))).toMatchObject({ planned: true, dueAt: at })

    expect(await outbox.sendNow(account, id, credentialsOf(writer))).toMatchObject({ planned: false })
    expect(await outbox.settled(account, id, 10_000)).toMatchObject({ receipt: { accepted: [reader.address] } })
    expect(await outbox.sendNow(account, id, credentialsOf(writer))).toBeUndefined()
    expect(await outbox.replan(account, { id, at }, credentialsOf(writer))).toBeUndefined()
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
  })

  it('whose hour has passed leaves at once', async () => {
    const { outbox, writer, reader, account } = await openDispatch({ relay: true })
    const entry = await outbox.press(account, pressed(writer, [reader.address], { leaves: inMilliseconds(-hour) }))
    expect(entry.planned).toBe(false)
    await until(async () => (await outbox.read(account, entry.id))?.state === 'filed')
  })

  it('opens as a draft again when it is taken back, and never leaves', async () => {
    const { outbox, writer, reader, account, drafts } = await openDispatch({ relay: true })
    const { id } = await outbox.press(account, pressed(writer, [reader.address], { leaves: inMilliseconds(500) }))
    const draft = await outbox.takeBack(account, id)
    expect((await drafts.open(account, draft?.id ?? ''))?.letter.body).toBe('À lundi.')
    const witness = await outbox.press(account, pressed(writer, [reader.address], { leaves: inMilliseconds(500) }))
    await until(async () => (await outbox.read(account, witness.id))?.state === 'sent')
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
  })
})
