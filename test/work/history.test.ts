import { letter, openWorkshop } from './workshop.ts'

describe('the history', () => {
  it('gives a deed back with all an undo would need', async () => {
    const { history, account } = await openWorkshop()
    const from = { folder: 'INBOX', uidValidity: '7', uids: [3, 4] }
    const moved = { from, to: 'Indésirables', uidMap: new Map([[3, 30]]), toUidValidity: '8' }
    const taught = { selection: from, before: [{ uid: 3, flags: [], keywords: ['$NotJunk'] }] }
    const written = await history.write(account, { kind: 'junked', moved, taught })

    expect(await history.read(account, written.id)).toEqual(written)
    expect(written.deed).toEqual({ kind: 'junked', moved, taught })
  })

  it('is read by its owner only', async () => {
    const { history, account } = await openWorkshop()
    const { id } = await history.write(account, { kind: 'draft-closed', draft: 'd1' })
    expect(await history.read('somebody-else', id)).toBeUndefined()
  })
})

describe('recent addresses', () => {
  it('stand most recent first, once each, with the last name known', async () => {
    const { recent, account } = await openWorkshop()
    const ada = { name: 'Ada', address: 'Ada@exemple.fr' }
    await recent.remember(account, [ada, { name: '', address: 'bob@exemple.fr' }])
    await recent.remember(account, [
      { name: 'Bob', address: 'bob@exemple.fr' },
      { name: '', address: 'ada@exemple.fr' },
    ])

    expect(await recent.list(account)).toEqual([
      { name: 'Bob', address: 'bob@exemple.fr' },
      { name: 'Ada', address: 'ada@exemple.fr' },
    ])
    expect(await recent.list('somebody-else')).toEqual([])
  })

  it('are no more than a list can use', async () => {
    const { recent, account } = await openWorkshop()
    await recent.remember(
      account,
      Array.from({ length: 500 }, (_, n) => ({ name: '', address: `a${n}@exemple.fr` })),
    )
    expect(await recent.list(account)).toHaveLength(200)
  })
})

describe('what a letter says', () => {
  it('is a draft of its own account alone', async () => {
    const { drafts, store, account } = await openWorkshop()
    await drafts.save(account, { id: 'd1', revision: 0 }, letter())
    // Laid into another's row, a sealed letter does not open.
    await store.write((transaction) => transaction.updateTable('draft').set({ account: 'thief' }).execute())
    await expect(drafts.open('thief', 'd1')).rejects.toThrow()
  })
})
