import { type Lab, type LabOptions, startLab } from '../../lab/index.ts'
import type { LabUser } from '../../lab/people.ts'
import type { MailError } from '../../../src/mail/errors.ts'
import type { MailAccount } from '../../../src/mail/mail-account.ts'
import { frozenFolder, letter, openServer } from './open-mail.ts'

const reasonOf = (error: unknown): unknown => (error as MailError).reason

const shapes: [string, LabOptions][] = [
  ['divided by « / »', {}],
  ['divided by « . »', { separator: '.' }],
  ['under INBOX', { separator: '.', underInbox: true }],
]

describe.each(shapes)('folders %s', (_words, options) => {
  let mailServer: Lab
  const separator = options.separator ?? '/'
  const whole = (...parts: string[]) => (options.underInbox ? `INBOX${separator}` : '') + parts.join(separator)
  beforeAll(async () => {
    mailServer = await startLab(options)
  })
  afterAll(() => mailServer.stop())

  async function somebody(): Promise<{ user: LabUser; account: MailAccount; paths: () => Promise<string[]> }> {
    const user = await mailServer.addUser()
    const account = await openServer({ imap: { ...mailServer.imap, tls: 'none' } }).signIn(user.login, user)
    return { user, account, paths: async () => (await account.folders()).map(({ path }) => path).slice(6) }
  }

  it('are made inside one another, and shown', async () => {
    const { account } = await somebody()
    const holder = await account.createFolder({ name: 'Élèves & parents' })
    const path = await account.createFolder({ name: '🎓 6e "A" *', inside: holder })

    expect(path).toBe(whole('Élèves & parents', '🎓 6e "A" *'))
    expect((await account.folders()).slice(-2)).toMatchObject([
      { path: holder, name: 'Élèves & parents', depth: 0, subscribed: true },
      { path, name: '🎓 6e "A" *', depth: 1, subscribed: true },
    ])
  })

  it('are refused a name that is taken, empty, too long, or would make two', async () => {
    const { account, paths } = await somebody()
    await account.createFolder({ name: 'Pris' })
    const creating = (name: string) => account.createFolder({ name }).catch(reasonOf)

    expect(await creating('Pris')).toBe('folder-exists')
    for (const name of ['', 'é'.repeat(200), `a${separator}b`, 'inbox', 'INBOX', 'a\r\nb', 'a\0b'])
      expect([name, await creating(name)]).toEqual([name, 'folder-name-refused'])
    await expect(account.createFolder({ name: 'x', inside: whole('Nulle part') })).rejects.toMatchObject({
      reason: 'folder-not-found',
    })
    expect(await paths()).toEqual([whole('Pris')])
  })

  it('move with all they hold, still shown or hidden as they were', async () => {
    const { account } = await somebody()
    const school = await account.createFolder({ name: 'École' })
    const trips = await account.createFolder({ name: 'Sorties', inside: school })
    const list = await account.createFolder({ name: 'Liste', inside: trips })
    await account.append(list, Buffer.from(letter('In it')), {})
    expect(await account.subscribe(trips, false)).toBe(true)
    expect(await account.subscribe(trips, false)).toBe(false)

    const moved = await account.moveFolder(trips, { name: 'Voyages' })

    const [to, listTo] = [whole('Voyages'), whole('Voyages', 'Liste')]
    expect(moved).toEqual({
      from: trips,
      to,
      paths: new Map([
        [trips, to],
        [list, listTo],
      ]),
      // Which folder it is: an undo never takes another of that name.
      uidValidity: (await account.listMessages(to, { page: 1, size: 1 })).uidValidity,
    })
    expect((await account.folders()).slice(-3)).toMatchObject([
      { path: school, subscribed: true },
      { path: to, subscribed: false },
      { path: listTo, subscribed: true, messages: 1 },
    ])
  })

  it('are not moved into themselves, nor onto another, and INBOX stays', async () => {
    const { account, paths } = await somebody()
    const school = await account.createFolder({ name: 'École' })
    await account.createFolder({ name: 'Autre' })
    const moving = (path: string, to: { name: string; inside?: string }) => account.moveFolder(path, to).catch(reasonOf)

    expect(await moving(school, { name: 'x', inside: school })).toBe('refused')
    expect(await moving(school, { name: 'Autre' })).toBe('folder-exists')
    expect(await moving('INBOX', { name: 'Autre chose' })).toBe('refused')
    expect(await moving(school, { name: 'École' })).toMatchObject({ paths: new Map() })
    expect(await paths()).toEqual([whole('Autre'), school])
  })

  it('can be renamed though they only hold others', async () => {
    const { user, account, paths } = await somebody()
    await mailServer.asUser(user, (imap) => imap.mailboxCreate(whole('A', 'B', 'C')))
    await account.moveFolder(whole('A'), { name: 'Z' })
    expect(await paths()).toEqual([whole('Z'), whole('Z', 'B'), whole('Z', 'B', 'C')])
  })

  it('go for ever with the messages they are known to hold, and nothing else', async () => {
    const { account, paths } = await somebody()
    const gone = await account.createFolder({ name: 'A' })
    const below = await account.createFolder({ name: 'b', inside: gone })
    const near = await account.createFolder({ name: 'A b' })
    await account.append(below, Buffer.from(letter('In it')), {})
    const [holder, inner] = [await frozenFolder(account, gone), await frozenFolder(account, below)]

    expect(await account.removeFolder(holder)).toBe(false)
    expect(await account.removeFolder({ ...inner, count: 0 })).toBe(false)
    expect(await account.removeFolder({ ...inner, uidValidity: holder.uidValidity })).toBe(false)
    expect(await account.removeFolder({ ...inner, uidValidity: '0' })).toBe(false)
    expect(await paths()).toEqual([gone, below, near])

    expect(await account.removeFolder(inner)).toBe(true)
    expect(await account.removeFolder(holder)).toBe(true)
    expect(await paths()).toEqual([near])
    await expect(account.removeFolder(holder)).rejects.toMatchObject({ reason: 'folder-not-found' })
    await expect(account.removeFolder({ ...holder, folder: 'INBOX' })).rejects.toMatchObject({ reason: 'refused' })
  })

  it('made anew under an old name show nothing of the old one', async () => {
    const { account } = await somebody()
    const path = await account.createFolder({ name: 'Vieux' })
    await account.append(path, Buffer.from(letter('Old')), {})
    expect(await account.listMessages(path, { page: 1, size: 5 })).toMatchObject({ total: 1 })

    await account.moveFolder(path, { name: 'Rangé' })
    await account.createFolder({ name: 'Vieux' })

    expect(await account.listMessages(path, { page: 1, size: 5 })).toMatchObject({ total: 0 })
  })

  it('tell their sizes, and the roots their quota counts against', async () => {
    const { account } = await somebody()
    const path = await account.createFolder({ name: 'Lourd' })
    const bytes = Buffer.from(letter('Heavy', 'x'.repeat(3000)))
    await account.append(path, bytes, {})

    expect((await account.folderSizes()).get(path)).toBe(bytes.length)
    const [root, ...more] = await account.quotaRoots()
    expect(more).toEqual([])
    expect(root?.storage?.limit).toBe(2 * 1024 ** 3)
    expect(root?.folders).toEqual(expect.arrayContaining(['INBOX', path]))
    expect(await account.folderRights(path)).toBeUndefined()
  })

  it('play the roles their owner chose for them', async () => {
    const { user, account } = await somebody()
    const path = await account.createFolder({ name: 'Partis' })
    const roles = { sent: path, trash: whole('Disparu') }
    const server = openServer({ imap: { ...mailServer.imap, tls: 'none' }, rolesOf: () => Promise.resolve(roles) })
    const chooser = await server.signIn(user.login, user)

    expect(await chooser.folderFor('sent')).toBe(path)
    expect(await chooser.folderFor('trash')).toBe(whole('Corbeille'))
    const folders = await chooser.folders()
    expect(folders.find(({ name }) => name === 'Envoyés')?.role).toBeUndefined()
    expect(folders.filter(({ role }) => role === 'sent')).toHaveLength(1)
  })
})
