import type { SubmissionServer } from '../../src/mail/index.ts'
import { systemClock } from '../../src/work/index.ts'
import { credentialsOf, messagesIn } from './post-office.ts'
import { openDispatch, pressed, secondProcess, startOutbox, stopOutbox } from './dispatch.ts'
import { until } from './workshop.ts'

/** A submission server that stops just before the final dot until it is let go. */
function stallBeforeDot() {
  const [arrived, leave] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
  const dots: string[] = []
  const server: SubmissionServer = {
    sizeLimit: () => Promise.resolve(undefined),
    letsIn: () => Promise.resolve('yes'),
    async submit(_credentials, { to }, { content, beforeDot }) {
      await content.toArray()
      arrived.resolve(undefined)
      await leave.promise
      await beforeDot()
      dots.push(...to)
      return { outcome: 'sent', receipt: { accepted: to, rejected: [] } }
    },
  }
  return { server, dots, arrived: arrived.promise, leave: () => leave.resolve(undefined) }
}

/** As if the process that sends had been stopped for longer than its lease. */
type Shop = Awaited<ReturnType<typeof openDispatch>>
const forgetLease = ({ store }: Pick<Shop, 'store'>, changes: { lease_owner?: string; dot_at?: number } = {}) =>
  store.write((transaction) =>
    transaction
      .updateTable('outbox')
      .set({ lease_until: 1, ...changes })
      .execute(),
  )

describe('a process that was taken for dead', () => {
  it('does not write the final dot of a letter that another one has taken over', async () => {
    const stalled = stallBeforeDot()
    const shop = await openDispatch({ submission: stalled.server })
    const { writer, reader, account } = shop
    const { id } = await shop.outbox.press(account, pressed(writer, [reader.address]))
    await stalled.arrived
    await forgetLease(shop, { lease_owner: 'frozen' })

    const other = await secondProcess(shop)
    other.outbox.lend(account, credentialsOf(writer))
    await until(async () => (await other.outbox.read(account, id))?.state === 'filed')
    stalled.leave()
    await stopOutbox(shop.outbox)

    expect(stalled.dots).toEqual([])
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
    expect(await shop.outbox.read(account, id)).toMatchObject({ state: 'filed', attempts: 2 })
  })

  it('leaves « maybe » behind after the dot, and nobody sends the letter again', async () => {
    const stalled = stallBeforeDot()
    const shop = await openDispatch({ submission: stalled.server })
    const { writer, reader, account } = shop
    const { id } = await shop.outbox.press(account, pressed(writer, [reader.address]))
    await stalled.arrived
    await forgetLease(shop, { lease_owner: 'killed', dot_at: Date.now() })

    const other = await secondProcess(shop)
    other.outbox.lend(account, credentialsOf(writer))
    await until(async () => (await other.outbox.read(account, id))?.state === 'maybe')
    stalled.leave()
    await stopOutbox(shop.outbox)
    other.outbox.start()

    expect(await other.outbox.asks(account)).toBe(true)
    expect(await other.outbox.read(account, id)).toMatchObject({ state: 'maybe' })
    expect(await messagesIn(reader, 'INBOX')).toEqual([])
  })

  it('is not taken for dead by one whose clock was set ahead', async () => {
    const shop = await openDispatch()
    const { outbox, writer, reader, account } = shop
    const hour = 3_600_000
    const other = await secondProcess(shop, { clock: { ...systemClock, now: () => Date.now() + hour } })
    const leaves = { kind: 'delayed' as const, ms: 2_500 }
    const { id } = await outbox.press(account, pressed(writer, [reader.address], { leaves }))
    other.outbox.lend(account, credentialsOf(writer))
    const troubles = new Set<string | undefined>()
    const filed = await until(async () => {
      const entry = await outbox.read(account, id)
      troubles.add(entry?.trouble)
      return entry?.state === 'filed' ? entry : undefined
    })

    expect([...troubles]).toEqual([undefined])
    expect(filed.attempts).toBe(1)
    // By the clock of the process that had it.
    expect(filed.sentAt?.getTime()).toBeLessThan(Date.now() + hour / 2)
  })

  it('gives its letters back when it ends, so that the next one need not wait', async () => {
    const shop = await openDispatch({ lease: 60_000 })
    const { writer, reader, account, store, uploads, recent } = shop
    const leaves = { kind: 'planned' as const, at: new Date(Date.now() + 600_000) }
    const { id } = await shop.outbox.press(account, pressed(writer, [reader.address], { leaves }))
    await stopOutbox(shop.outbox)
    await store.write((transaction) => transaction.updateTable('outbox').set({ due_at: 1 }).execute())

    const next = startOutbox({ store, uploads, recent }, { lease: 60_000 })
    next.lend(account, credentialsOf(writer))
    await until(async () => (await next.read(account, id))?.state === 'filed')
  })
})

describe('a press that another page overtook', () => {
  it('keeps what that page saved as a draft of its own', async () => {
    const { outbox, drafts, writer, reader, account } = await openDispatch()
    const sent = pressed(writer, [reader.address], { draft: { id: 'd1', revision: 1 } })
    await drafts.save(account, { id: 'd1', revision: 0 }, sent.letter)
    await drafts.save(account, { id: 'd1', revision: 1 }, { ...sent.letter, body: 'Changé dans un autre onglet' })
    await outbox.press(account, sent)

    const [kept] = await drafts.list(account)
    expect((await drafts.open(account, kept?.id ?? ''))?.letter.body).toBe('Changé dans un autre onglet')
    expect((await drafts.open(account, 'd1'))?.sent).toBeDefined()
  })
})
