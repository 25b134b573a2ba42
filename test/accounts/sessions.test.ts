import { promisify } from 'node:util'
import { Cookie, type SessionData } from 'express-session'
import { createAccountParts } from '../../src/accounts/index.ts'
import { temporaryStore } from '../support/store.ts'

const person = { login: 'mdupont', name: 'Marie Dupont', addresses: ['marie.dupont@ac-lyon.example'] }
const credentials = { login: 'mdupont', password: 'Traboule-2026!' }
const minute = 60_000

/** A session begun at a time that tests move on. */
async function begun(computer: 'shared' | 'own') {
  const clock = { now: Date.parse('2026-11-24T07:50:00Z') }
  const directory = { knows: true }
  const store = await temporaryStore()
  const parts = createAccountParts({
    store,
    secret: 'x'.repeat(32),
    people: { find: () => Promise.resolve(directory.knows ? person : undefined) },
    now: () => clock.now,
    failuresPerAddress: 200,
  })
  const account = await parts.accounts.findOrCreate(person, 'mdupont')
  const { content, key, lasts } = parts.sessions.begin({ account, credentials, computer })
  const rows = parts.sessions.store
  await promisify(rows.set.bind(rows))('id', { ...content, cookie: new Cookie() } as SessionData)

  const get = promisify(rows.get.bind(rows)) as (id: string) => Promise<SessionData | undefined>
  const read = async (withKey = key) => {
    const session = await get('id')
    return session && parts.sessions.read(session, withKey)
  }
  /** One request: read, then noted as a use. */
  const use = async () => {
    const session = await get('id')
    if (session) await promisify((rows.touch ?? rows.set).bind(rows))('id', session)
    return session !== undefined
  }
  return { ...parts, account, clock, content, directory, lasts, read, rows, store, use, sweep: () => parts.sweep() }
}

describe('a session at rest', () => {
  it('says who is signed in to whoever has its key, and to nobody else', async () => {
    const { read, account } = await begun('shared')
    expect(await read()).toMatchObject({
      account: account.id,
      generation: 0,
      person,
      credentials,
      computer: 'shared',
      factor: 'none',
    })
    expect(await read('A'.repeat(43))).toBeUndefined()
    expect(await read('')).toBeUndefined()
  })

  it.each([
    ['shared', 15],
    ['own', 30],
  ] as const)('on a %s computer ends %i minutes after its last use', async (computer, minutes) => {
    const { clock, use, read } = await begun(computer)
    for (let request = 0; request < 5; request++) {
      clock.now += (minutes - 1) * minute
      expect(await use()).toBe(true)
    }
    expect((await read())?.idleEnd).toEqual(new Date(clock.now + minutes * minute))
    clock.now += minutes * minute - 1
    expect(await read()).toBeDefined()
    clock.now += 1
    expect(await read()).toBeUndefined()
    expect(await use()).toBe(false)
  })

  it('ends after twenty hours, however much it is used, and says so from the first', async () => {
    const { clock, use, read } = await begun('shared')
    const end = new Date(clock.now + 20 * 60 * minute)
    expect((await read())?.absoluteEnd).toEqual(end)
    for (let passed = 0; passed < 20 * 60 - 10; passed += 10) {
      expect(await use()).toBe(true)
      clock.now += 10 * minute
    }
    expect((await read())?.idleEnd).toEqual(end)
    clock.now += 10 * minute
    expect(await read()).toBeUndefined()
  })

  it('is written down as used at most once a minute, and never promises more than it keeps', async () => {
    const { clock, use, read, store } = await begun('shared')
    const touched = async () =>
      (await store.read.selectFrom('session').select('touched_at').executeTakeFirstOrThrow()).touched_at
    const start = clock.now
    clock.now = start + minute - 1
    await use()
    expect(await touched()).toBe(start)
    expect((await read())?.idleEnd).toEqual(new Date(start + 15 * minute))
    clock.now = start + minute
    await use()
    expect(await touched()).toBe(start + minute)
  })

  it('is not brought back by a request that was still being answered when it ended', async () => {
    const { clock, rows, read } = await begun('shared')
    const session = (await promisify(rows.get.bind(rows))('id')) as SessionData
    await promisify(rows.destroy.bind(rows))('id')
    clock.now += 2 * minute
    await promisify((rows.touch ?? rows.set).bind(rows))('id', session)
    expect(await read()).toBeUndefined()
  })

  it('ends with its account’s generation, and with its person’s place in the directory', async () => {
    const { accounts, account, directory, read } = await begun('own')
    directory.knows = false
    expect(await read()).toBeUndefined()
    directory.knows = true
    expect(await read()).toBeDefined()
    await accounts.endEverySession(account.id)
    expect(await read()).toBeUndefined()
  })

  it('does not begin when every session was ended while it was signing in', async () => {
    const { accounts, account, content, read, rows } = await begun('own')
    await accounts.endEverySession(account.id)
    await promisify(rows.set.bind(rows))('id', { ...content, cookie: new Cookie() } as SessionData)
    expect(await read()).toBeUndefined()
  })

  it('keeps its cookies on one’s own device only', async () => {
    expect((await begun('shared')).lasts).toBeUndefined()
    expect((await begun('own')).lasts).toBe(20 * 60 * minute)
  })

  it('is swept away once it has ended, not before', async () => {
    const { clock, store, sweep } = await begun('shared')
    const count = async () => (await store.read.selectFrom('session').select('id').execute()).length
    clock.now += 15 * minute - 1
    await sweep()
    expect(await count()).toBe(1)
    clock.now += 1
    await sweep()
    expect(await count()).toBe(0)
  })
})
