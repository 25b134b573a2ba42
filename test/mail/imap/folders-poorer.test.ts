import { lab } from '../../support/lab.ts'
import { frozenFolder, letter, openServer } from './open-mail.ts'
import { startPoorerServer, type RewritingProxy } from './rewriting-proxy.ts'

const lacking: [string, Record<string, string>][] = [
  ['LIST-STATUS', { 'LIST-STATUS': 'XIST-STATUS' }],
  ['LIST-EXTENDED', { 'LIST-EXTENDED': 'XIST-EXTENDED' }],
  ['STATUS=SIZE', { 'STATUS=SIZE': 'XTATUS=SIZE' }],
  ['QUOTA', { QUOTA: 'XUOTA' }],
  ['NAMESPACE', { NAMESPACE: 'XAMESPACE' }],
]

describe.each(lacking)('a server without %s', (extension, words) => {
  let poorer: RewritingProxy
  beforeAll(async () => {
    poorer = await startPoorerServer(words)
  })
  afterAll(() => poorer.stop())

  it('has its folders made, counted, hidden, moved and removed all the same', async () => {
    const user = await lab().addUser()
    const account = await openServer({ imap: { ...poorer.address, tls: 'none' } }).signIn(user.login, user)
    const last = async () => (await account.folders()).at(-1)

    const school = await account.createFolder({ name: 'Vie à l’école' })
    const trip = await account.createFolder({ name: 'Sortie n° 1', inside: school })
    await account.append(trip, Buffer.from(letter('In it')), {})
    expect(await last()).toMatchObject({ path: trip, depth: 1, messages: 1, unread: 1, subscribed: true })

    expect(await account.subscribe(trip, false)).toBe(true)
    expect(await last()).toMatchObject({ path: trip, subscribed: false })
    await account.moveFolder(school, { name: 'Zone' })
    expect(await last()).toMatchObject({ path: 'Zone/Sortie n° 1', messages: 1, subscribed: false })

    const sizes = await account.folderSizes()
    expect(sizes.has('Zone')).toBe(extension !== 'STATUS=SIZE')
    expect(await account.quotaRoots()).toHaveLength(extension === 'QUOTA' ? 0 : 1)
    expect(await account.removeFolder(await frozenFolder(account, 'Zone'))).toBe(false)
    for (const path of ['Zone/Sortie n° 1', 'Zone'])
      expect(await account.removeFolder(await frozenFolder(account, path))).toBe(true)
  })
})

describe('a server that allows no folder in the bin', () => {
  let poorer: RewritingProxy
  beforeAll(async () => {
    // One byte longer: no literal is counted here.
    poorer = await startPoorerServer({ '(\\Subscribed \\Trash)': '(\\NoInferiors \\Trash)' })
  })
  afterAll(() => poorer.stop())

  it('is known for it before anything is asked', async () => {
    const user = await lab().addUser()
    const account = await openServer({ imap: { ...poorer.address, tls: 'none' } }).signIn(user.login, user)
    const path = await account.createFolder({ name: 'Vieux' })

    expect((await account.folders()).find(({ role }) => role === 'trash')).toMatchObject({ childless: true })
    await expect(account.moveFolder(path, { name: 'Vieux', inside: 'Corbeille' })).rejects.toMatchObject({
      reason: 'refused',
    })
    expect((await account.folders()).map((folder) => folder.path)).toContain(path)
  })
})

describe('a server that renames no name that only holds others, nor every folder', () => {
  let poorer: RewritingProxy
  beforeAll(async () => {
    poorer = await startPoorerServer(
      {},
      { 'RENAME "Classe"': 'RENAME "Xlasse"', 'RENAME "Classe/Deux"': 'RENAME "Xlasse/Deux"' },
    )
  })
  afterAll(() => poorer.stop())

  it('is left with every folder under its old name, shown or hidden as it was', async () => {
    const user = await lab().addUser()
    await lab().asUser(user, async (imap) => {
      for (const name of ['Alpha', 'Brève', 'Deux']) await imap.mailboxCreate(['Classe', name])
    })
    const account = await openServer({ imap: { ...poorer.address, tls: 'none' } }).signIn(user.login, user)
    await account.subscribe('Classe/Brève', false)

    await expect(account.moveFolder('Classe', { name: 'Groupe' })).rejects.toMatchObject({
      reason: 'folder-name-refused',
    })

    expect((await account.folders()).slice(6)).toMatchObject([
      { path: 'Classe', selectable: false },
      { path: 'Classe/Alpha', subscribed: true },
      { path: 'Classe/Brève', subscribed: false },
      { path: 'Classe/Deux', subscribed: true },
    ])
  })
})

describe('a server that does not say why it makes no folder', () => {
  let poorer: RewritingProxy
  const words: Record<string, string> = { ALREADYEXISTS: 'XLREADYEXISTS', Archive: 'Xrchive' }
  beforeAll(async () => {
    poorer = await startPoorerServer(words)
  })
  afterAll(() => poorer.stop())

  it('has the folder that another program made meanwhile taken for its role', async () => {
    const user = await lab().addUser()
    let asked = 0
    const rolesOf = () => {
      // Hidden from the first listing: the folder is there when it is to be made.
      if (++asked === 2) delete words.Archive
      return Promise.resolve({})
    }
    const account = await openServer({ imap: { ...poorer.address, tls: 'none' }, rolesOf }).signIn(user.login, user)

    expect(await account.folderFor('archive')).toBe('Archives')
    expect(asked).toBe(2)
  })

  it('has its refusal told when no such folder is there afterwards', async () => {
    words.Archive = 'Xrchive'
    const user = await lab().addUser()
    const account = await openServer({ imap: { ...poorer.address, tls: 'none' } }).signIn(user.login, user)

    await expect(account.folderFor('archive')).rejects.toMatchObject({ reason: 'refused' })
  })
})
