import type { Outbox } from '../../src/work/index.ts'
import { openDispatch, pressed } from './dispatch.ts'
import { until } from './workshop.ts'

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

    await outbox.dismiss(account, id)
    expect(await outbox.list(account)).toEqual([])
  })
})
