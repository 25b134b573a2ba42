import { createAccountParts, type AccountParts, type Credentials, type MailGate } from '../../src/accounts/index.ts'
import type { Store } from '../../src/store/index.ts'
import { temporaryStore } from '../support/store.ts'

const password = 'the right one'
const hour = 3_600_000
const people = {
  find: (typed: string) => {
    const login = typed.split('@')[0]?.trim().toLowerCase() ?? ''
    const known = /^(mdupont|prof\d+)(@ac-lyon\.example)?$/i.test(typed.trim())
    return Promise.resolve(known ? { login, name: login, addresses: [`${login}@ac-lyon.example`] } : undefined)
  },
}

/** A clock that only tests move, and the mail server's verdict, counted. */
function brakedBy(store: Store, { failuresPerAddress = 1_000_000 } = {}) {
  const clock = { now: Date.parse('2026-11-24T07:50:00Z') }
  let asked = 0
  const opened: string[] = []
  const mail = { away: false }
  // Like many a mail server, this one drops the domain of a login.
  const exists = ({ login }: Credentials) => /^(mdupont|prof\d+)(@|$)/.test(login)
  const gate: MailGate = {
    letsIn: (_account, credentials) => {
      asked++
      if (mail.away) return Promise.reject(new Error('away'))
      const right = credentials.password === password && exists(credentials)
      if (right) opened.push(credentials.login)
      return Promise.resolve(right)
    },
    close: () => Promise.resolve(),
  }
  const parts = createAccountParts({
    store,
    people,
    secret: 'x'.repeat(32),
    now: () => clock.now,
    failuresPerAddress,
  })
  const enter = (entry: Partial<Parameters<AccountParts['signIn']>[0]> = {}) =>
    parts.signIn(
      {
        typed: 'mdupont',
        password: 'a guess',
        browser: { id: 'of a stranger', known: false },
        address: '192.0.2.1',
        ...entry,
      },
      gate,
    )
  return { enter, mail, sweep: () => parts.sweep(), clock, opened, asked: () => asked }
}

describe('the brake on guessing', () => {
  it('lets no more than 100 of 10,000 guesses a day through, whatever form is typed and from wherever', async () => {
    const { enter, clock, asked } = brakedBy(await temporaryStore())
    const forms = ['mdupont', 'MDUPONT@ac-lyon.example', ' mdupont ']

    for (let guess = 0; guess < 10_000; guess++) {
      const typed = forms[guess % 3] ?? ''
      await enter({ typed, address: `198.51.100.${guess % 250}`, browser: { id: `b${guess}`, known: true } })
      clock.now += (24 * hour) / 10_000
    }

    expect(asked()).toBeLessThanOrEqual(100)
    expect(asked()).toBeGreaterThan(80)
  }, 60_000)

  it('counts guesses that come all at once', async () => {
    const { enter, asked } = brakedBy(await temporaryStore())
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => enter()))

    expect(asked()).toBe(5)
    expect(outcomes.filter(({ outcome }) => outcome === 'barred')).toHaveLength(45)
  })

  it('counts the guesses of two processes together', async () => {
    const store = await temporaryStore()
    const [one, other] = [brakedBy(store), brakedBy(await temporaryStore({ dataDir: store.dataDir }))]
    await Promise.all(Array.from({ length: 20 }, (_, guess) => (guess % 2 ? one : other).enter()))
    expect(one.asked() + other.asked()).toBe(5)
  })

  it('says when to come back, keeps its word, and waits longer each time', async () => {
    const { enter, clock } = brakedBy(await temporaryStore())
    for (let guess = 0; guess < 5; guess++) await enter()

    const waits: number[] = []
    for (let guess = 0; guess < 12; guess++) {
      const barred = await enter({ password })
      if (barred.outcome !== 'barred') throw new Error('let through too early')
      waits.push((barred.until.getTime() - clock.now) / 1000)
      clock.now = barred.until.getTime()
      expect((await enter()).outcome).toBe('rejected')
    }
    expect(waits.slice(0, 4)).toEqual([5, 10, 20, 40])
    expect(waits.at(-1)).toBe(900)
  })

  it('treats somebody whom nobody knows as it treats a wrong password', async () => {
    const { enter, asked } = brakedBy(await temporaryStore())
    const strangers = []
    for (let guess = 0; guess < 7; guess++) strangers.push((await enter({ typed: 'nobody' })).outcome)
    const known = []
    for (let guess = 0; guess < 7; guess++) known.push((await enter()).outcome)

    expect(strangers).toEqual(known)
    expect(asked()).toBe(10)
  })

  it('learns nothing of a password under a name that only the mail server takes for somebody’s', async () => {
    const { enter, asked, opened } = brakedBy(await temporaryStore())
    for (const typed of ['mdupont@alias0.example', 'mdupont@', 'MDUPONT@AC-LYON', 'mdupont@ac-lyon.example.']) {
      expect((await enter({ typed, password })).outcome).toBe('rejected')
    }
    expect([asked(), opened]).toEqual([4, []])
    expect((await enter({ password })).outcome).toBe('signed-in')
    expect(opened).toEqual(['mdupont'])
  })

  it('never bars the browser in which somebody once signed in because of what strangers try', async () => {
    const { enter, clock } = brakedBy(await temporaryStore())
    const hers = { id: 'hers', known: true }
    expect((await enter({ password, browser: { id: 'hers', known: false } })).outcome).toBe('signed-in')
    for (let guess = 0; guess < 20; guess++) await enter()

    expect((await enter({ password })).outcome).toBe('barred')
    expect((await enter({ password, browser: hers })).outcome).toBe('signed-in')
    clock.now += 31 * 24 * hour
    for (let guess = 0; guess < 20; guess++) await enter()
    expect((await enter({ password, browser: hers })).outcome).toBe('barred')
  })

  it('does not take one person’s browser for another’s', async () => {
    const { enter } = brakedBy(await temporaryStore())
    await enter({ password, browser: { id: 'shared', known: false } })
    for (let guess = 0; guess < 5; guess++) await enter({ typed: 'prof1' })

    expect((await enter({ typed: 'prof1', password, browser: { id: 'shared', known: true } })).outcome).toBe('barred')
  })

  it('bounds what a thief of a known browser can try, and lets its owner begin anew after a right one', async () => {
    const { enter } = brakedBy(await temporaryStore())
    const hers = { id: 'hers', known: true }
    await enter({ password, browser: hers })
    for (let guess = 0; guess < 4; guess++) await enter({ browser: hers })
    await enter({ password, browser: hers })
    for (let guess = 0; guess < 5; guess++) expect((await enter({ browser: hers })).outcome).toBe('rejected')
    expect((await enter({ browser: hers })).outcome).toBe('barred')
  })

  it('gives strangers no more guesses after a right one among theirs', async () => {
    const { enter } = brakedBy(await temporaryStore())
    for (let guess = 0; guess < 4; guess++) await enter()
    await enter({ password, browser: { id: 'new', known: false } })
    await enter()
    expect((await enter()).outcome).toBe('barred')
  })

  it('counts no guess while the mail server is away', async () => {
    const { enter, mail } = brakedBy(await temporaryStore())
    mail.away = true
    for (let guess = 0; guess < 20; guess++) await expect(enter()).rejects.toThrow('away')
    mail.away = false
    expect((await enter({ password })).outcome).toBe('signed-in')
  })

  it('counts an address by the people it fails on, not by a school’s mornings', async () => {
    const { enter, clock } = brakedBy(await temporaryStore(), { failuresPerAddress: 10 })
    for (let person = 0; person < 40; person++) {
      await enter({ typed: `prof${person}` })
      expect((await enter({ typed: `prof${person}`, password })).outcome).toBe('signed-in')
    }

    for (let person = 0; person < 10; person++)
      expect((await enter({ typed: `prof${person}` })).outcome).toBe('rejected')
    expect(await enter({ typed: 'prof10' })).toMatchObject({ outcome: 'barred', by: 'address' })
    expect((await enter({ typed: 'made-up' })).outcome).toBe('barred')
    expect((await enter({ typed: 'prof10', address: '192.0.2.2' })).outcome).toBe('rejected')
    expect((await enter({ typed: 'prof3', password })).outcome).toBe('signed-in')
    clock.now += hour
    expect((await enter({ typed: 'prof11' })).outcome).toBe('rejected')
  })

  it('bars no school because of names that one pupil makes up, and all names together at ten times as many', async () => {
    const { enter } = brakedBy(await temporaryStore(), { failuresPerAddress: 10 })
    for (let name = 0; name < 99; name++) await enter({ typed: `made-up-${name}` })
    expect((await enter({ typed: 'prof1', password })).outcome).toBe('signed-in')

    await enter({ typed: 'made-up-99' })
    expect(await enter({ typed: 'prof2', password })).toMatchObject({ outcome: 'barred', by: 'address' })
    expect(await enter({ typed: 'made-up-100' })).toMatchObject({ outcome: 'barred', by: 'address' })
    expect((await enter({ typed: 'made-up-7' })).outcome).toBe('rejected')
    expect((await enter({ typed: 'prof2', password, address: '192.0.2.2' })).outcome).toBe('signed-in')
  })

  it('takes one household’s IPv6 addresses for one', async () => {
    const { enter } = brakedBy(await temporaryStore(), { failuresPerAddress: 2 })
    await enter({ typed: 'prof1', address: '2001:db8:1:2::1' })
    await enter({ typed: 'prof2', address: '2001:db8:1:2:aaaa:bbbb:cccc:dddd' })
    expect((await enter({ typed: 'prof3', address: '2001:DB8:1:2:0:1::9' })).outcome).toBe('barred')
    expect((await enter({ typed: 'prof3', address: '2001:db8:1:3::1' })).outcome).toBe('rejected')
  })

  it('sweeps away what no longer counts, and nothing else', async () => {
    const store = await temporaryStore()
    const { enter, sweep, clock } = brakedBy(store)
    await enter({ password })
    await enter()
    await sweep()
    expect(await store.read.selectFrom('guess').selectAll().execute()).toHaveLength(1)

    clock.now += 24 * hour
    await sweep()
    expect(await store.read.selectFrom('guess').selectAll().execute()).toHaveLength(0)
    expect(await store.read.selectFrom('address_failure').selectAll().execute()).toHaveLength(0)
    expect(await store.read.selectFrom('known_browser').selectAll().execute()).toHaveLength(1)
  })
})
