import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { temporaryStore } from '../support/store.ts'

describe('settings', () => {
  it('are found again by name, the last choice winning, each account having its own', async () => {
    const { settings, write } = await temporaryStore()
    for (const id of ['marie', 'karim']) {
      await write((transaction) =>
        transaction.insertInto('account').values({ id, person: id, generation: 0, created_at: 0 }).execute(),
      )
    }
    await settings.save('marie', 'language', 'fr')
    await settings.save('marie', 'language', 'en')
    await settings.save('karim', 'language', 'fr')

    expect([...(await settings.read('marie'))]).toEqual([['language', 'en']])
    expect([...(await settings.read('karim'))]).toEqual([['language', 'fr']])
    expect([...(await settings.read('nobody'))]).toEqual([])
  })

  it('are sealed in the database', async () => {
    const store = await temporaryStore()
    const account = { id: 'marie', person: 'marie', generation: 0, created_at: 0 }
    await store.write((transaction) => transaction.insertInto('account').values(account).execute())
    await store.settings.save('marie', 'signature', 'Professeure de mathématiques')

    const files = await Promise.all(
      ['traboule.db', 'traboule.db-wal'].map((name) => readFile(path.join(store.dataDir, name))),
    )
    const bytes = Buffer.concat(files)
    expect(bytes.includes('signature')).toBe(true)
    expect(bytes.includes('Professeure')).toBe(false)
  })
})
