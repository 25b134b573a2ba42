import type { MailAccount } from '../../../src/mail/mail-account.ts'
import type { Selection } from '../../../src/mail/types.ts'
import { lab } from '../../support/lab.ts'
import { elsewhere, fill, letter, openMail, openServer } from './open-mail.ts'
import { startPoorerServer, type RewritingProxy } from './rewriting-proxy.ts'

const list = (account: MailAccount, folder: string) => account.listMessages(folder, { page: 1, size: 50 })

const select = async (account: MailAccount, folder: string, uids: number[]): Promise<Selection> => ({
  folder,
  uidValidity: (await list(account, folder)).uidValidity,
  uids,
})

describe('changing flags', () => {
  it('tells what truly changed, and how it was before', async () => {
    const { user, account } = await openMail()
    await fill(user, 4)
    await elsewhere(user, 'INBOX', (imap) => imap.messageFlagsAdd('2', ['\\Seen', '$Forwarded'], { uid: true }))

    const changed = await account.changeFlags(await select(account, 'INBOX', [1, 2, 3, 99]), { add: ['seen'] })

    expect(changed.selection.uids).toEqual([1, 3])
    expect(changed.before).toEqual([
      { uid: 1, flags: [], keywords: [] },
      { uid: 3, flags: [], keywords: [] },
    ])
    const { items } = await list(account, 'INBOX')
    expect(items.map(({ flags }) => flags.has('seen'))).toEqual([false, true, true, true])
  })

  it('adds and removes in one go, keywords whatever their case', async () => {
    const { user, account } = await openMail()
    await fill(user, 1)
    await elsewhere(user, 'INBOX', (imap) => imap.messageFlagsAdd('1', ['$junk', '\\Seen']))
    const change = { add: ['$NotJunk'], remove: ['$Junk', 'seen'] } as const
    const done = await account.changeFlags(await select(account, 'INBOX', [1]), {
      add: [...change.add],
      remove: [...change.remove],
    })
    expect(done.before).toEqual([{ uid: 1, flags: ['seen'], keywords: ['$junk'] }])
    const [row] = (await list(account, 'INBOX')).items
    expect([...(row?.keywords ?? [])]).toEqual(['$NotJunk'])
    expect(row?.flags.size).toBe(0)
  })

  it('says that nothing changed for messages that are gone', async () => {
    const { user, account } = await openMail()
    await fill(user, 1)
    const selection = await select(account, 'INBOX', [7, 8])
    expect(await account.changeFlags(selection, { add: ['flagged'] })).toEqual({
      selection: { ...selection, uids: [] },
      before: [],
    })
  })
})

describe('marking a message read that was just opened', () => {
  it('is one command, and no trouble when it is read already or gone', async () => {
    const { user, account, commands } = await openMail()
    await fill(user, 2)
    const [newest] = (await list(account, 'INBOX')).items
    if (!newest) throw new Error('missing row')
    commands()

    await account.markSeen(newest.ref)
    expect(commands()).toEqual(['UID STORE'])
    expect((await list(account, 'INBOX')).items.map(({ flags }) => flags.has('seen'))).toEqual([true, false])

    await account.markSeen(newest.ref)
    await account.markSeen({ ...newest.ref, uid: 99 })
    await lab().append(user, 'INBOX', { raw: letter('Just in') })
    await account.markSeen({ ...newest.ref, uid: newest.ref.uid + 1 })
    expect((await list(account, 'INBOX')).items[0]?.flags.has('seen')).toBe(true)
    await expect(account.markSeen({ ...newest.ref, uidValidity: '7' })).rejects.toMatchObject({
      reason: 'message-not-found',
    })
  })
})

describe('moving', () => {
  it('tells old and new numbers, and leaves out what is gone', async () => {
    const { user, account } = await openMail()
    await fill(user, 5)
    await account.append('Archives', Buffer.from(letter('Already there')), {})

    const moved = await account.moveMessages(await select(account, 'INBOX', [2, 3, 5, 77]), 'Archives')

    expect(moved.from.uids).toEqual([2, 3, 5])
    expect([...moved.uidMap]).toEqual([
      [2, 2],
      [3, 3],
      [5, 4],
    ])
    expect(moved.toUidValidity).toBe((await list(account, 'Archives')).uidValidity)
    expect((await list(account, 'INBOX')).items.map(({ ref }) => ref.uid)).toEqual([4, 1])
  })

  it('refuses a folder that does not exist and keeps the message', async () => {
    const { user, account } = await openMail()
    await fill(user, 1)
    const selection = await select(account, 'INBOX', [1])
    await expect(account.moveMessages(selection, 'Nowhere')).rejects.toMatchObject({ reason: 'folder-not-found' })
    expect((await list(account, 'INBOX')).total).toBe(1)
  })

  it('moves two thousand scattered messages by commands a server accepts', async () => {
    const { user, account } = await openMail()
    await fill(user, 4000)
    const odd = Array.from({ length: 2000 }, (_, index) => 2 * index + 1)
    const moved = await account.moveMessages(await select(account, 'INBOX', odd), 'Archives')
    expect(moved.from.uids).toHaveLength(2000)
    expect((await list(account, 'INBOX')).total).toBe(2000)
  })
})

describe('removing for ever', () => {
  it('takes only the messages named, never what others flagged', async () => {
    const { user, account } = await openMail()
    await fill(user, 3)
    await elsewhere(user, 'INBOX', (imap) => imap.messageFlagsAdd('3', ['\\Deleted'], { uid: true }))
    const removed = await account.removeMessages(await select(account, 'INBOX', [1, 50]))
    expect(removed).toMatchObject({ how: 'expunged', selection: { uids: [1] } })
    const { items } = await list(account, 'INBOX')
    expect(items.map(({ ref }) => ref.uid)).toEqual([3, 2])
    expect(items[0]?.flags.has('deleted')).toBe(true)
  })
})

describe('a rebuilt folder', () => {
  it('never has its messages taken for those that were there', async () => {
    const { user, server, account } = await openMail()
    await lab().asUser(user, (imap) => imap.mailboxCreate('Classe'))
    const { ref } = await account.append('Classe', Buffer.from(letter('Old')), {})
    if (!ref) throw new Error('no APPENDUID')
    await account.readMessage(ref)
    await lab().asUser(user, async (imap) => {
      await imap.mailboxDelete('Classe')
      await imap.mailboxCreate('Classe')
      await imap.append('Classe', letter('New'))
    })
    const gone = { reason: 'message-not-found' }
    const selection = { folder: 'Classe', uidValidity: ref.uidValidity, uids: [ref.uid] }

    await expect(account.markSeen(ref)).rejects.toThrow(/server-unreachable/)
    await expect(account.changeFlags(selection, { add: ['seen'] })).rejects.toMatchObject(gone)
    await expect(account.moveMessages(selection, 'Archives')).rejects.toMatchObject(gone)
    await expect(account.removeMessages(selection)).rejects.toMatchObject(gone)
    await server.signOut(user.login)
    await expect(account.readMessage(ref)).rejects.toMatchObject(gone)
    await expect(account.openPart(ref, '1')).rejects.toMatchObject(gone)
    await expect(account.openSource(ref)).rejects.toMatchObject(gone)
    expect((await list(account, 'Classe')).items[0]?.subject).toBe('New')
  })

  it('and one deleted while open is said to be gone', async () => {
    const { user, account } = await openMail()
    await lab().asUser(user, (imap) => imap.mailboxCreate('Classe'))
    const selection = await select(account, 'Classe', [1])
    await lab().asUser(user, (imap) => imap.mailboxDelete('Classe'))
    const gone = { reason: 'folder-not-found' }
    await expect(account.moveMessages(selection, 'Archives')).rejects.toMatchObject(gone)
    await expect(list(account, 'Classe')).rejects.toMatchObject(gone)
    await expect(account.append('Classe', Buffer.from(letter('x')), {})).rejects.toMatchObject(gone)
  })
})

describe('adding a message', () => {
  it('keeps bytes, flags and date, and tells its number', async () => {
    const { account } = await openMail()
    const raw = Buffer.from(`${letter('Draft')}é\r\n`)
    const received = new Date('2026-03-29T01:30:00Z')
    const { ref } = await account.append('Brouillons', raw, { flags: ['draft', 'seen'], received })
    if (!ref) throw new Error('no APPENDUID')
    const [row] = (await list(account, 'Brouillons')).items
    expect(row).toMatchObject({ ref, received, flags: new Set(['draft', 'seen']) })
    expect(Buffer.concat(await (await account.openSource(ref)).toArray())).toEqual(raw)
  })

  it('says so when the mailbox is full', async () => {
    const { account } = await openMail({}, { quotaMb: 1 })
    const big = Buffer.from(letter('Big', 'x'.repeat(76).concat('\r\n').repeat(20_000)))
    await expect(account.append('INBOX', big, {})).rejects.toMatchObject({ reason: 'over-quota' })
    await expect(account.append('INBOX', Buffer.from(letter('Small')), {})).resolves.toMatchObject({ folder: 'INBOX' })
  })
})

describe('finding by header', () => {
  it('finds no message whose header only contains what is looked for, or is written otherwise', async () => {
    const { account } = await openMail()
    for (const id of ['<7f-42@ecole.example>', '<42@ECOLE.example>', '<42@ecole.example>'])
      await account.append('Envoyés', Buffer.from(`Message-ID: ${id}\r\n${letter('Marked')}`), {})

    expect((await account.findByHeader('Envoyés', 'Message-ID', '<42@ecole.example>')).uids).toEqual([3])
    expect((await account.findByHeader('Envoyés', 'Message-ID', '42@ecole.example')).uids).toEqual([])
  })

  it.each(['<a"b@x>', '<{5}\\x@x>', '<é{3+}@x>', '(x) NOT ALL'])('takes « %s » as data', async (id) => {
    const { account } = await openMail()
    await account.append('Envoyés', Buffer.from(`X-Mark: ${id}\r\n${letter('Marked')}`), {})
    await account.append('Envoyés', Buffer.from(letter('Other')), {})
    expect((await account.findByHeader('Envoyés', 'X-Mark', id)).uids).toEqual([1])
    expect((await account.findByHeader('Envoyés', 'X-Mark', `${id}\r\nA1 LOGOUT`)).uids).toEqual([])
    await expect(account.findByHeader('Envoyés', 'X Mark', id)).rejects.toMatchObject({ reason: 'refused' })
  })
})

describe('a server without MOVE or UIDPLUS', () => {
  let poorer: RewritingProxy
  beforeAll(async () => {
    poorer = await startPoorerServer({ ' MOVE': ' XOVE', UIDPLUS: 'XIDPLUS' })
  })
  afterAll(() => poorer.stop())

  it('has messages marked only, and nothing is ever expunged there', async () => {
    const user = await lab().addUser()
    await fill(user, 3)
    const account = await openServer({ imap: { ...poorer.address, tls: 'none' } }).signIn(user.login, user)
    await elsewhere(user, 'INBOX', (imap) => imap.messageFlagsAdd('3', ['\\Deleted'], { uid: true }))

    const moved = await account.moveMessages(await select(account, 'INBOX', [1, 42]), 'Archives')
    const removed = await account.removeMessages(await select(account, 'INBOX', [2, 42]))

    expect(moved.from.uids).toEqual([1])
    expect(removed).toMatchObject({ how: 'marked', selection: { uids: [2] } })
    expect((await list(account, 'INBOX')).items.every(({ flags }) => flags.has('deleted'))).toBe(true)
    expect((await list(account, 'INBOX')).total).toBe(3)
    expect((await list(account, 'Archives')).total).toBe(1)
  })
})
