import { createAccountParts } from '../../src/accounts/index.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { contentKey, temporaryFolder, temporaryStore } from '../support/store.ts'

const marie = { login: 'mdupont', name: 'Marie', addresses: ['marie.dupont@ac-lyon.example'] }
const karim = { login: 'kbenali', name: 'Karim', addresses: ['karim.benali@ac-lyon.example'] }

function accountsOf(store: Store) {
  const people = { find: () => Promise.resolve(marie) }
  return createAccountParts({ store, secret: 'x'.repeat(32), people, failuresPerAddress: 200 }).accounts
}

describe('accounts', () => {
  it('are one a person, whatever form was typed, and no two people’s', async () => {
    const accounts = accountsOf(await temporaryStore())
    expect(await accounts.find(marie, 'mdupont')).toBeUndefined()

    const first = await accounts.findOrCreate(marie, 'mdupont')
    expect(await accounts.findOrCreate(marie, 'Marie.Dupont@ac-lyon.example')).toEqual(first)
    expect(await accounts.find({ ...marie, login: 'MDUPONT' }, 'MDUPONT')).toEqual(first)
    expect((await accounts.findOrCreate(karim, 'kbenali')).id).not.toBe(first.id)
  })

  it('do not pass with an address to whoever has it next, nor does the one before lose theirs', async () => {
    const accounts = accountsOf(await temporaryStore())
    const [address = ''] = marie.addresses
    const before = await accounts.findOrCreate(marie, address)
    const namesake = { ...marie, login: 'mdupont2' }

    expect(await accounts.find(namesake, address)).toBeUndefined()
    const next = await accounts.findOrCreate(namesake, address)
    expect(next.id).not.toBe(before.id)
    expect(await accounts.find(namesake, address)).toEqual(next)
    expect(await accounts.find(marie, 'mdupont')).toEqual(before)
    expect(await accounts.find(marie, address)).toEqual(before)
  })

  it('are made once when somebody signs in twice at once, in two processes', async () => {
    const store = await temporaryStore()
    const other = await temporaryStore({ dataDir: store.dataDir })
    const made = await Promise.all(
      [store, other, store, other].map((one) => accountsOf(one).findOrCreate(marie, 'mdupont')),
    )
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  })

  it('outlive a change of the content keys', async () => {
    const dataDir = await temporaryFolder()
    const before = await openStore({ dataDir, contentKeys: [contentKey(1)] })
    const { id } = await accountsOf(before).findOrCreate(marie, 'mdupont')
    await before.close()
    await (await openStore({ dataDir, contentKeys: [contentKey(1), contentKey(2)] })).close()

    const after = await openStore({ dataDir, contentKeys: [contentKey(2)] })
    expect((await accountsOf(after).find(marie, 'mdupont'))?.id).toBe(id)
    await after.close()
  })

  it('have a generation that another process sees raised', async () => {
    const store = await temporaryStore()
    const other = accountsOf(await temporaryStore({ dataDir: store.dataDir }))
    const { id } = await accountsOf(store).findOrCreate(marie, 'mdupont')
    await other.endEverySession(id)

    expect(await accountsOf(store).generation(id)).toBe(1)
    expect(await accountsOf(store).generation('nobody')).toBeUndefined()
  })

  it('are of another generation once another password was let in, in every process', async () => {
    const store = await temporaryStore()
    const here = accountsOf(store)
    const there = accountsOf(await temporaryStore({ dataDir: store.dataDir }))
    const account = await here.findOrCreate(marie, 'mdupont')

    expect(await here.noteEntry(account, 'le premier')).toEqual({ ...account, generation: 0 })
    expect(await there.noteEntry(account, 'le premier')).toEqual({ ...account, generation: 0 })
    expect(await there.noteEntry(account, 'le second')).toEqual({ ...account, generation: 1 })
    expect(await here.generation(account.id)).toBe(1)
  })
})
