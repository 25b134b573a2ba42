import type { Criterion } from '../../../src/mail/types.ts'
import { lab } from '../../support/lab.ts'
import { elsewhere, fill, letter, openMail } from './open-mail.ts'

const whole: Criterion[] = []

describe('freezing', () => {
  it('takes a whole folder as it is now, in a few characters', async () => {
    const { user, account } = await openMail()
    await fill(user, 40)
    await elsewhere(user, 'INBOX', (imap) => imap.messageDelete('3,7', { uid: true }))

    const frozen = await account.freeze({ folders: ['INBOX'], criteria: whole, first: 3 })
    await lab().deliver(user.login, letter('Later'))
    const [selection] = frozen.selections
    if (!selection) throw new Error('nothing frozen')
    const thawed = await account.thaw(selection)

    expect(frozen.count).toBe(38)
    expect(selection).toMatchObject({ folder: 'INBOX', set: '1:40', count: 38 })
    expect(frozen.first.map(({ subject }) => subject)).toEqual(['Letter 40', 'Letter 39', 'Letter 38'])
    expect(thawed.uids).toHaveLength(38)
    expect(Math.max(...thawed.uids)).toBe(40)
  })

  it('weighs what it took', async () => {
    const { user, account } = await openMail()
    await fill(user, 20)
    const bytes = (await account.listMessages('INBOX', { page: 1, size: 50 })).items.map(({ size }) => size)
    const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0)

    const all = await account.freeze({ folders: ['INBOX'], criteria: whole, first: 0 })
    const some = await account.freeze({
      folders: ['INBOX'],
      criteria: [{ what: 'subject', contains: 'Letter 2' }],
      first: 0,
    })

    expect(all.bytes).toBe(sum(bytes))
    expect(some).toMatchObject({ count: 2, bytes: sum([bytes[0] ?? 0, bytes[18] ?? 0]), first: [] })
  })

  it('takes what a search finds, folder by folder, the newest shown first', async () => {
    const { user, account } = await openMail()
    await fill(user, 12)
    await fill(user, 3, 'Archives')
    const criteria: Criterion[] = [
      {
        any: [
          { what: 'subject', contains: 'letter 1' },
          { what: 'body', contains: 'Letter 3' },
        ],
      },
    ]

    const frozen = await account.freeze({ folders: ['INBOX', 'Archives', 'Nowhere', 'Envoyés'], criteria, first: 4 })

    expect(frozen.selections.map(({ folder, set, count }) => [folder, set, count])).toEqual([
      ['INBOX', '1,3,10:12', 5],
      ['Archives', '1,3', 2],
    ])
    expect(frozen.count).toBe(7)
    expect(frozen.first.map(({ subject }) => subject)).toEqual(['Letter 12', 'Letter 11', 'Letter 10', 'Letter 3'])
  })

  it('names an empty folder all the same, and says when there is none', async () => {
    const { account } = await openMail()
    const nothing = await account.freeze({ folders: ['Corbeille'], criteria: whole, first: 3 })
    expect(nothing).toMatchObject({ count: 0, bytes: 0, first: [] })
    expect(nothing.selections).toEqual([
      { folder: 'Corbeille', uidValidity: expect.stringMatching(/^[1-9]\d*$/) as string, set: '', count: 0 },
    ])
    await expect(account.freeze({ folders: ['Nowhere'], criteria: whole, first: 3 })).rejects.toMatchObject({
      reason: 'folder-not-found',
    })
  })
})

describe('thawing', () => {
  const frozen = async () => {
    const { user, account } = await openMail()
    await fill(user, 5)
    const { uidValidity } = await account.listMessages('INBOX', { page: 1, size: 5 })
    return { user, account, thaw: (set: string) => account.thaw({ folder: 'INBOX', uidValidity, set }) }
  }

  it('leaves out what went meanwhile and what never was', async () => {
    const { user, thaw } = await frozen()
    await elsewhere(user, 'INBOX', (imap) => imap.messageDelete('2', { uid: true }))
    expect((await thaw('4294967295,2:3,5,3,1:1')).uids).toEqual([1, 3, 5])
    expect((await thaw('')).uids).toEqual([])
    expect((await thaw(Array.from({ length: 40_000 }, (_, index) => 2 * index + 1).join(','))).uids).toEqual([1, 3, 5])
  })

  it.each([
    '*',
    '1:*',
    '$',
    '1,',
    ',1',
    '1:2:3',
    '0',
    '1 OR ALL',
    '1\r\nA1 LOGOUT',
    '99999999999',
    '-1',
    '١',
    `1${',1'.repeat(250_000)}`,
  ])('refuses what is no set of ours: %.20s', async (set) => {
    const { thaw } = await frozen()
    await expect(thaw(set)).rejects.toMatchObject({ reason: 'refused' })
    expect((await thaw('1:5')).uids).toHaveLength(5)
  })

  it('meets nobody in a folder that was rebuilt', async () => {
    const { account } = await frozen()
    await expect(account.thaw({ folder: 'INBOX', uidValidity: '7', set: '1:5' })).rejects.toMatchObject({
      reason: 'message-not-found',
    })
  })
})

describe('copying', () => {
  it('tells old and new numbers, leaves the originals, and copies within a folder too', async () => {
    const { user, account } = await openMail()
    await fill(user, 4)
    const { uidValidity } = await account.listMessages('INBOX', { page: 1, size: 5 })
    const selection = { folder: 'INBOX', uidValidity, uids: [4, 2, 99] }

    const copied = await account.copyMessages(selection, 'Archives')
    const beside = await account.copyMessages({ ...selection, uids: [1] }, 'INBOX')
    const none = await account.copyMessages({ ...selection, uids: [77] }, 'Archives')

    expect(copied).toMatchObject({ to: 'Archives', from: { folder: 'INBOX', uids: [2, 4] } })
    expect([...copied.uidMap]).toEqual([
      [2, 1],
      [4, 2],
    ])
    expect(copied.toUidValidity).toBe((await account.listMessages('Archives', { page: 1, size: 5 })).uidValidity)
    expect([...beside.uidMap]).toEqual([[1, 5]])
    expect(none.from.uids).toEqual([])
    expect(await account.listMessages('INBOX', { page: 1, size: 5 })).toMatchObject({ total: 5 })
    await expect(account.copyMessages(selection, 'Nowhere')).rejects.toMatchObject({ reason: 'folder-not-found' })
  })
})
