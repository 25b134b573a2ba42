import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { createSearches, createSweeper, retention } from '../../src/work/index.ts'
import { temporaryFolder, temporaryStore } from '../support/store.ts'
import { handClock, silent } from './workshop.ts'

const account = 'a-teacher'
const everywhere = (query: string) => ({ query, place: '', below: false })

async function openSearches() {
  const dataDir = await temporaryFolder()
  const store = await temporaryStore({ dataDir })
  const clock = handClock(Date.now())
  const sweep = () => createSweeper({ store, clock, log: silent }).sweep()
  return { ...createSearches({ store, clock }), clock, dataDir, sweep }
}

describe('searches kept under a name', () => {
  it('stand by name, and are their owner’s only', async () => {
    const searches = await openSearches()
    await searches.save(account, { name: 'Voyages', query: 'objet:voyage', place: 'Archives', below: true })
    await searches.save(account, { name: 'Élèves', ...everywhere('élève') })

    expect((await searches.saved(account)).map(({ name }) => name)).toEqual(['Élèves', 'Voyages'])
    expect((await searches.saved(account))[1]).toMatchObject({ query: 'objet:voyage', place: 'Archives', below: true })
    expect(await searches.saved('somebody-else')).toEqual([])
  })

  it('take the place of one of the same name', async () => {
    const searches = await openSearches()
    await searches.save(account, { name: 'Voyages', ...everywhere('voyage') })
    await searches.save(account, { name: 'voyages', ...everywhere('sortie') })

    expect((await searches.saved(account)).map(({ query }) => query)).toEqual(['sortie'])
  })

  it('are renamed and removed; one that is gone says so', async () => {
    const searches = await openSearches()
    const kept = await searches.save(account, { name: 'Voyages', ...everywhere('voyage') })
    const id = kept?.id ?? ''

    expect(await searches.rename(account, id, 'Sorties')).toBe(true)
    expect((await searches.saved(account))[0]).toMatchObject({ id, name: 'Sorties', query: 'voyage' })
    expect(await searches.remove('somebody-else', id)).toBe(false)
    expect(await searches.remove(account, id)).toBe(true)
    expect(await searches.saved(account)).toEqual([])
    expect(await searches.rename(account, id, 'Voyages')).toBe(false)
  })

  it('are fifty at most: the next one is refused, nothing lost', async () => {
    const searches = await openSearches()
    for (let number = 1; number <= 50; number++)
      await searches.save(account, { name: `n° ${number}`, ...everywhere('x') })

    expect(await searches.save(account, { name: 'une de plus', ...everywhere('x') })).toBeUndefined()
    expect(await searches.saved(account)).toHaveLength(50)
  })
})

describe('searches made lately', () => {
  it('stand latest first, once each, ten at most', async () => {
    const searches = await openSearches()
    for (let number = 1; number <= 11; number++) await searches.remember(account, everywhere(`n° ${number}`))
    await searches.remember(account, everywhere('n° 5'))
    await searches.remember(account, { query: 'n° 5', place: 'INBOX', below: false })

    const queries = (await searches.recent(account)).map(({ query, place }) => query + place)
    expect(queries).toEqual(['n° 5INBOX', ...[5, 11, 10, 9, 8, 7, 6, 4, 3].map((number) => `n° ${number}`)])
    expect(await searches.recent('somebody-else')).toEqual([])
  })

  it('are forgotten when their owner says so, and by the sweeper a month after the last one', async () => {
    const searches = await openSearches()
    await searches.save(account, { name: 'Voyages', ...everywhere('voyage') })
    await searches.remember(account, everywhere('bus'))
    await searches.forgetRecent(account)
    expect(await searches.recent(account)).toEqual([])

    await searches.remember(account, everywhere('bus'))
    searches.clock.advance(retention.recentSearches.keep - 1)
    await searches.sweep()
    expect(await searches.recent(account)).toHaveLength(1)
    searches.clock.advance(2)
    await searches.sweep()
    expect(await searches.recent(account)).toEqual([])
    expect(await searches.saved(account)).toHaveLength(1)
  })

  it('lie sealed on the disk, as those kept do', async () => {
    const searches = await openSearches()
    await searches.remember(account, everywhere('certificat médical'))
    await searches.save(account, { name: 'certificat médical', ...everywhere('certificat médical') })

    for (const name of await readdir(searches.dataDir)) {
      const bytes = await readFile(path.join(searches.dataDir, name)).catch(() => Buffer.alloc(0))
      expect(bytes.includes('certificat')).toBe(false)
    }
  })
})
