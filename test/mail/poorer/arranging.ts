import { nameFolders, removeForEver } from '../../../src/work/index.ts'
import { letter } from '../imap/open-mail.ts'
import { openPoorMailbox, type PoorServer, subjectsIn } from './poor-mailbox.ts'

const reasonOf = (error: unknown): unknown => (error as { reason?: unknown }).reason

export function arranging(server: () => PoorServer): void {
  const open = () => openPoorMailbox(server())

  it('makes a folder in another, with accents and signs, and shows it', async () => {
    const { account } = await open()
    const holder = await account.createFolder({ name: 'Vie à l’école & parents' })
    const path = await account.createFolder({ name: 'Sortie n° 1 - 🎓', inside: holder })

    expect((await account.folders()).filter((folder) => folder.path.startsWith(holder))).toMatchObject([
      { path: holder, name: 'Vie à l’école & parents', depth: 0, subscribed: true },
      { path, name: 'Sortie n° 1 - 🎓', depth: 1, subscribed: true },
    ])
    expect(await account.createFolder({ name: 'Sortie n° 1 - 🎓', inside: holder }).catch(reasonOf)).toBe(
      'folder-exists',
    )
  })

  it('hides a folder, and moves it still hidden with all it holds', async () => {
    const { account } = await open()
    const school = await account.createFolder({ name: 'École' })
    const trips = await account.createFolder({ name: 'Sorties', inside: school })
    const list = await account.createFolder({ name: 'Liste', inside: trips })
    await account.append(list, Buffer.from(letter('In it')), {})
    await account.subscribe(trips, false)

    const { to, paths } = await account.moveFolder(trips, { name: 'Voyages' })

    expect([...paths.keys()]).toEqual([trips, list])
    expect((await account.folders()).filter((folder) => folder.path.startsWith(to))).toMatchObject([
      { path: to, depth: 0, subscribed: false },
      { path: paths.get(list), depth: 1, subscribed: true, messages: 1 },
    ])
    expect(await subjectsIn(account, paths.get(list))).toEqual(['In it'])
  })

  it('refuses a name that would make two folders, is taken by the inbox, or that no server takes', async () => {
    const { account } = await open()
    const separator = (await account.folders())[0]?.delimiter ?? ''
    for (const name of [`a${separator}b`, 'Inbox', '', 'a\tb'])
      expect([name, await account.createFolder({ name }).catch(reasonOf)]).toEqual([name, 'folder-name-refused'])
    const long = await account.createFolder({ name: 'é'.repeat(400) }).catch(reasonOf)
    expect(long).toBe('folder-name-refused')
  })

  it('deletes into the bin where the server takes it there, and for ever', async () => {
    const { account } = await open()
    const trash = await account.folderFor('trash')
    const path = await account.createFolder({ name: 'Vieux' })
    const below = await account.createFolder({ name: 'Plus vieux', inside: path })
    await account.append(below, Buffer.from(letter('In it')), {})

    const { to } = await account.moveFolder(path, { name: 'Vieux', inside: trash })
    const moved = (await account.folders()).filter(({ path: each }) => each.startsWith(to))
    const removed = await removeForEver(account, {
      emptied: [],
      removed: (await nameFolders(account, moved, 0)).selections,
    })

    expect(removed).toMatchObject({ folders: { length: 2 }, left: false })
    expect((await account.folders()).filter(({ name }) => name.endsWith('ieux'))).toEqual([])
  })

  it('weighs what it can', async () => {
    const { account } = await open()
    const sizes = await account.folderSizes()
    expect(sizes.size === 0 || sizes.get('INBOX') === 0).toBe(true)
    for (const { folders } of await account.quotaRoots()) expect(folders).toContain('INBOX')
    const rights = await account.folderRights('INBOX')
    expect(rights ?? ['read']).toContain('read')
  })
}
