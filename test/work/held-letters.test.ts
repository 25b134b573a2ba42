import { lab } from '../support/lab.ts'
import type { LabUser } from '../lab/index.ts'
import type { Leaves } from '../../src/work/index.ts'
import { openDispatch, pressed, secondProcess, stopOutbox } from './dispatch.ts'
import { credentialsOf, messagesIn, openPostOffice } from './post-office.ts'
import { letter, until } from './workshop.ts'

type Dispatch = Awaited<ReturnType<typeof openDispatch>>

/** The same person, with another password from now on. */
async function withNewPassword({ login, name, address }: LabUser): Promise<LabUser> {
  // Of another length: Dovecot reads its file again when the size has changed, and looks once a second.
  const user = await lab().addUser({ login, name, addresses: [address], password: 'un nouveau mot de passe' })
  const { submission } = openPostOffice()
  await until(async () => (await submission.letsIn(credentialsOf(user))) === 'yes')
  return user
}

const inMilliseconds = (ms: number): Leaves => ({ kind: 'planned', at: new Date(Date.now() + ms) })
const tomorrow = (): Leaves => inMilliseconds(24 * 3_600_000)

const plan = (shop: Dispatch, leaves: Leaves, subject = 'Planifié') =>
  shop.outbox.press(
    shop.account,
    pressed(shop.writer, [shop.reader.address], { leaves, letter: letter({ subject, body: 'À lundi.' }) }),
  )

const whenHeld = ({ outbox, account }: Pick<Dispatch, 'outbox' | 'account'>, id: string) =>
  until(async () => (await outbox.read(account, id))?.trouble === 'held')

describe('letters that somebody pressed before the password was changed', () => {
  it('none of fifty leaves unconfirmed, whichever way it was to go', async () => {
    const shop = await openDispatch({ relay: true })
    const { outbox, reader, account, store } = shop
    const leaves = (order: number): Leaves => (order % 5 ? tomorrow() : { kind: 'delayed', ms: 8_000 })
    const entries = await Promise.all(Array.from({ length: 50 }, (_, order) => plan(shop, leaves(order))))
    const owner = await withNewPassword(shop.writer)

    const next = { ...shop, ...(await secondProcess(shop, { relay: true })) }
    next.outbox.lend(account, credentialsOf(owner))
    for (const { id } of entries) await whenHeld(next, id)
    expect(await outbox.asks(account)).toBe(true)

    // Their hour comes, in both processes; one more leaves to show that they had the time.
    await store.write((transaction) => transaction.updateTable('outbox').set({ due_at: 1 }).execute())
    const witness = await next.outbox.press(account, pressed(owner, [reader.address], { leaves: inMilliseconds(400) }))
    await until(async () => (await next.outbox.read(account, witness.id))?.state === 'sent')
    await stopOutbox(outbox)
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
    const states = await store.read.selectFrom('outbox').select('state').where('held', '=', 1).execute()
    expect(states).toEqual(Array.from({ length: 50 }, () => ({ state: 'waiting' })))
  }, 60_000)

  it('leave once their owner confirms them, at their hour or at once when that has passed', async () => {
    const shop = await openDispatch({ relay: true })
    const { outbox, reader, account, store } = shop
    const [late, early] = [await plan(shop, tomorrow(), 'Un'), await plan(shop, tomorrow(), 'Deux')]
    const owner = credentialsOf(await withNewPassword(shop.writer))
    outbox.lend(account, owner)
    for (const { id } of [late, early]) await whenHeld(shop, id)
    await store.write((transaction) =>
      transaction.updateTable('outbox').set({ due_at: 1 }).where('id', '=', late.id).execute(),
    )

    expect(await outbox.confirm(account, late.id, owner)).toMatchObject({ planned: false })
    await until(async () => (await outbox.read(account, late.id))?.state === 'filed')
    const confirmed = await outbox.confirm(account, early.id, owner)
    expect(confirmed).toMatchObject({ planned: true, dueAt: early.dueAt, leavesBy: 'relay' })
    expect(confirmed?.trouble).toBeUndefined()
    expect(await outbox.confirm(account, early.id, owner)).toBeUndefined()
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
  })

  it('can be opened as drafts again', async () => {
    const shop = await openDispatch()
    const { id } = await plan(shop, tomorrow())
    shop.outbox.lend(shop.account, credentialsOf(await withNewPassword(shop.writer)))
    await whenHeld(shop, id)
    expect(await shop.outbox.takeBack(shop.account, id)).toBeDefined()
    expect(await shop.outbox.asks(shop.account)).toBe(false)
  })

  it('are not confirmed into leaving by a session that still has the old password', async () => {
    const shop = await openDispatch({ relay: true })
    const { outbox, reader, account } = shop
    const { id } = await plan(shop, inMilliseconds(3_000))
    const thief = credentialsOf(shop.writer)
    const owner = credentialsOf(await withNewPassword(shop.writer))
    outbox.lend(account, owner)
    await whenHeld(shop, id)

    expect(await outbox.confirm(account, id, thief)).toMatchObject({ leavesBy: 'sign-in' })
    await until(async () => (await outbox.read(account, id))?.trouble === 'credentials')
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(0)
  })

  it('hold nothing of their owner’s: an old session that goes on reading is no sign-in', async () => {
    const shop = await openDispatch({ relay: true })
    const { outbox, account } = shop
    const thief = credentialsOf(shop.writer)
    const owner = await withNewPassword(shop.writer)
    const { id } = await plan({ ...shop, writer: owner }, tomorrow())
    const stale = await plan({ ...shop, writer: { ...owner, password: thief.password } }, tomorrow())
    outbox.lend(account, thief)
    outbox.lend(account, credentialsOf(owner))
    await whenHeld(shop, stale.id)
    expect(await outbox.read(account, id)).not.toHaveProperty('trouble')
  })

  it('stop nothing of their owner’s: what was pressed with the new password leaves while the old session reads', async () => {
    const shop = await openDispatch()
    const { outbox, account, reader } = shop
    const thief = credentialsOf(shop.writer)
    const owner = await withNewPassword(shop.writer)
    // Longer than a mail server takes to refuse a password.
    const { id } = await plan({ ...shop, writer: owner }, { kind: 'delayed', ms: 4_000 })
    outbox.lend(account, thief)
    await until(async () => (await outbox.read(account, id))?.state === 'filed', 12_000)
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(1)
  }, 20_000)
})

describe('letters of a session that was ended everywhere', () => {
  it('wait for a confirmation, though the password is the same', async () => {
    const shop = await openDispatch({ relay: true })
    const { account, reader, store } = shop
    await store.write((transaction) =>
      transaction
        .insertInto('account')
        .values({ id: account, person: account, generation: 0, created_at: 0 })
        .execute(),
    )
    const { id } = await plan(shop, inMilliseconds(700))
    await store.write((transaction) => transaction.updateTable('account').set({ generation: 1 }).execute())
    await whenHeld(shop, id)
    await stopOutbox(shop.outbox)
    expect(await messagesIn(reader, 'INBOX')).toHaveLength(0)
  })
})
