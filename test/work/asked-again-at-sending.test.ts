import type { Person } from '../../src/accounts/index.ts'
import type { Leaves } from '../../src/work/index.ts'
import { openDispatch, pressed } from './dispatch.ts'
import { messagesIn, personOf } from './post-office.ts'
import { until } from './workshop.ts'

/** A directory that a test changes between pressing and sending. */
function directory() {
  const listed = new Map<string, Person>()
  return { people: { find: (login: string) => Promise.resolve(listed.get(login)) }, listed }
}

const soon = (): Leaves => ({ kind: 'planned', at: new Date(Date.now() + 700) })

describe('what is asked again when a planned letter leaves', () => {
  it('is whether its writer is still listed: otherwise it waits for them to come back', async () => {
    const { people, listed } = directory()
    const { outbox, writer, reader, account, store } = await openDispatch({ relay: true, people })
    listed.set(writer.login, personOf(writer))
    const { id } = await outbox.press(account, pressed(writer, [reader.address], { leaves: soon() }))
    listed.clear()
    await until(async () => (await outbox.read(account, id))?.trouble === 'held')
    // No process keeps it: there is nothing to be done until they say so.
    const free = store.read.selectFrom('outbox').select('id').where('lease_owner', 'is', null)
    expect(await free.execute()).toEqual([{ id }])
    expect(await messagesIn(reader, 'INBOX')).toEqual([])
  })

  it('is whether the address it is written from is still theirs: otherwise it is refused, and said so', async () => {
    const { people, listed } = directory()
    const { outbox, writer, reader, account } = await openDispatch({ relay: true, people })
    listed.set(writer.login, personOf(writer))
    const { id } = await outbox.press(account, pressed(writer, [reader.address], { leaves: soon() }))
    listed.set(writer.login, { ...personOf(writer), addresses: ['marie.durand@ac-lyon.example'] })
    await until(async () => (await outbox.read(account, id))?.state === 'refused')
    expect(await outbox.read(account, id)).toMatchObject({ trouble: 'identity' })
    expect(await outbox.asks(account)).toBe(true)
    expect(await outbox.takeBack(account, id)).toBeDefined()
    expect(await messagesIn(reader, 'INBOX')).toEqual([])
  })

  it('is how many of the account left within the hour: the next ones wait, and say until when', async () => {
    const { outbox, writer, reader, account } = await openDispatch({ hourlyRate: 3 })
    const entries = await Promise.all(
      Array.from({ length: 5 }, () => outbox.press(account, pressed(writer, [reader.address]))),
    )
    const settled = await Promise.all(entries.map(({ id }) => outbox.settled(account, id, 10_000)))
    const waiting = settled.filter((entry) => entry?.trouble === 'rate')

    expect(waiting).toHaveLength(2)
    for (const entry of waiting) {
      expect(entry).toMatchObject({ state: 'waiting', attempts: 0 })
      expect(entry?.nextAttemptAt?.getTime()).toBeGreaterThan(Date.now() + 3_500_000)
    }
    await until(async () => (await messagesIn(reader, 'INBOX')).length === 3)
  })
})
