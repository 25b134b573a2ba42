import { startLab } from '../../lab/index.ts'
import { lab } from '../../support/lab.ts'
import { elsewhere, fill, letter, openMail, openServer } from './open-mail.ts'
import { startPoorerServer, type RewritingProxy } from './rewriting-proxy.ts'

/** Names that meet every quoting rule of IMAP and of modified UTF-7. */
const oddNames = [
  'Élèves & parents',
  '6e A',
  '10e',
  '100 % sûr',
  'une * étoile',
  'dit "oui"',
  'a\\b',
  '🎓 Bac',
  'M. Dupont',
  '{5}',
  '~x',
  'NIL',
  '…',
]

describe('the folders', () => {
  it('come in house order, roles first, then A to Z as in French', async () => {
    const { user, account } = await openMail()
    await lab().asUser(user, async (imap) => {
      for (const name of ['zoo', 'Été', 'école', '10e', '6e']) await imap.mailboxCreate(name)
    })
    const folders = await account.folders()
    expect(folders.map(({ path }) => path)).toEqual([
      'INBOX',
      'Brouillons',
      'Envoyés',
      'Archives',
      'Indésirables',
      'Corbeille',
      '6e',
      '10e',
      'école',
      'Été',
      'zoo',
    ])
    expect(folders.slice(0, 6).map(({ role }) => role)).toEqual(['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash'])
  })

  it('count messages and unread ones afresh, in one listing', async () => {
    const { user, account, commands } = await openMail()
    await fill(user, 3)
    await account.folders()
    await elsewhere(user, 'INBOX', (imap) => imap.messageFlagsAdd('1', ['\\Seen', '\\Deleted']))
    commands()
    expect((await account.folders())[0]).toMatchObject({ messages: 3, unread: 2 })
    // A NOOP first, unless the line has just been used: its session must have heard of new mail.
    expect(['LIST', 'NOOP LIST']).toContain(commands().join(' '))
  })

  it('stand right after the folder that holds them, listed or not', async () => {
    const { user, account } = await openMail()
    await lab().asUser(user, async (imap) => {
      for (const name of ['Établissement/Vie scolaire/3e B', 'Archives/2025']) await imap.mailboxCreate(name)
    })
    const folders = await account.folders()
    const seen = folders.map(({ path, name, depth, selectable }) => [path, name, depth, selectable])
    expect(seen.slice(3, 5)).toEqual([
      ['Archives', 'Archives', 0, true],
      ['Archives/2025', '2025', 1, true],
    ])
    expect(seen.slice(-3)).toEqual([
      ['Établissement', 'Établissement', 0, false],
      ['Établissement/Vie scolaire', 'Vie scolaire', 1, false],
      ['Établissement/Vie scolaire/3e B', '3e B', 2, true],
    ])
    await expect(account.listMessages('Établissement', { page: 1, size: 5 })).rejects.toMatchObject({
      reason: 'folder-not-found',
    })
  })

  it('may be divided by dots, which names may hold all the same', async () => {
    const dotted = await startLab({ separator: '.' })
    try {
      const user = await dotted.addUser()
      await dotted.asUser(user, (imap) => imap.mailboxCreate('Classes.6e A/B'))
      const account = await openServer({ imap: { ...dotted.imap, tls: 'none' } }).signIn(user.login, user)
      const folders = await account.folders()
      expect(folders.slice(-2).map(({ path, name, depth }) => [path, name, depth])).toEqual([
        ['Classes', 'Classes', 0],
        ['Classes.6e A/B', '6e A/B', 1],
      ])
      await expect(account.listMessages('Classes.6e A/B', { page: 1, size: 5 })).resolves.toMatchObject({ total: 0 })
    } finally {
      await dotted.stop()
    }
  })

  it.each(oddNames)('may be called « %s »', async (name) => {
    const { user, account } = await openMail()
    await lab().asUser(user, (imap) => imap.mailboxCreate(name))

    expect((await account.folders()).map(({ path }) => path)).toContain(name)
    const { ref } = await account.append(name, Buffer.from(letter('In it')), {})
    const page = await account.listMessages(name, { page: 1, size: 5 })
    expect(page).toMatchObject({ total: 1, folder: { path: name, messages: 1 } })
    expect(ref).toEqual(page.items[0]?.ref)
    const selection = { folder: name, uidValidity: page.uidValidity, uids: [1] }
    expect((await account.moveMessages(selection, 'Archives')).uidMap.size).toBe(1)
    const back = {
      ...selection,
      folder: 'Archives',
      uidValidity: (await account.listMessages('Archives', { page: 1, size: 5 })).uidValidity,
    }
    expect((await account.moveMessages(back, name)).from.uids).toEqual([1])
  })

  it('tell the quota in bytes, where there is one', async () => {
    const { account } = await openMail({}, { quotaMb: 5 })
    expect(await account.quota()).toEqual({ used: 0, limit: 5 * 1024 * 1024 })
  })

  it('give the one that plays a role', async () => {
    const { account } = await openMail()
    expect(await account.folderFor('inbox')).toBe('INBOX')
    expect(await account.folderFor('trash')).toBe('Corbeille')
  })
})

describe('a server without special-use folders', () => {
  let poorer: RewritingProxy
  beforeAll(async () => {
    const unknown = { 'SPECIAL-USE': 'XPECIAL-USE', '\\Sent': '\\Xent', '\\Trash': '\\Xrash', '\\Junk': '\\Xunk' }
    const renamed = { Envoy: 'Xnvoy', 'Ind&AOk-': 'Xnd&AOk-', Corbeille: 'Xorbeille', Archives: 'Xrchives' }
    poorer = await startPoorerServer(
      { ...unknown, '\\Archive': '\\Xrchive', ...renamed, Brchives: 'Archives', 'LIST-STATUS': 'XIST-STATUS' },
      { Archives: 'Brchives' },
    )
  })
  afterAll(() => poorer.stop())

  it('has them known by their names, the shallowest of several, also under INBOX', async () => {
    const user = await lab().addUser()
    await lab().asUser(user, async (imap) => {
      for (const name of ['Divers/Sent', 'INBOX/Sent Items', 'INBOX/spam', 'Deleted Items', 'Éléments envoyés'])
        await imap.mailboxCreate(name)
    })
    const account = await openServer({ imap: { ...poorer.address, tls: 'none' } }).signIn(user.login, user)

    const roles = (await account.folders()).flatMap(({ path, role }) => (role ? [[role, path]] : []))

    expect(roles).toContainEqual(['inbox', 'INBOX'])
    expect(roles).toContainEqual(['sent', 'Éléments envoyés'])
    expect(roles).toContainEqual(['junk', 'INBOX/spam'])
    expect(roles).toContainEqual(['trash', 'Deleted Items'])
  })

  it('is given a folder with a French name for a role that nothing plays', async () => {
    const user = await lab().addUser()
    const account = await openServer({ imap: { ...poorer.address, tls: 'none' } }).signIn(user.login, user)
    expect(await account.folderFor('archive')).toBe('Archives')
    expect((await account.folders()).find(({ role }) => role === 'archive')).toMatchObject({ subscribed: true })
  })
})
