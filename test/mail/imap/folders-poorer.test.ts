import { lab } from '../../support/lab.ts'
import { letter, openServer } from './open-mail.ts'
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
    expect(await account.removeFolder('Zone')).toEqual(['Zone/Sortie n° 1', 'Zone'])
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
