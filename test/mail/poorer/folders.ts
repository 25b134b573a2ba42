import { letter } from '../imap/open-mail.ts'
import { choose, openPoorMailbox, subjectsIn, type PoorServer } from './poor-mailbox.ts'

export function folders(server: () => PoorServer): void {
  const open = () => openPoorMailbox(server())

  it('come with roles, counts, and those they hold', async () => {
    const { account, bring, elsewhere } = await open()
    await elsewhere('INBOX', async (imap) => {
      await imap.mailboxCreate(['Élèves & parents'])
      await imap.mailboxCreate(['Élèves & parents', '6e A'])
    })
    await bring('INBOX', { raw: letter('read'), flags: ['\\Seen'] })
    await bring('INBOX', { raw: letter('new') })
    const sent = await account.folderFor('sent')

    const all = await account.folders()

    expect(all[0]).toMatchObject({ path: 'INBOX', role: 'inbox', depth: 0, messages: 2, unread: 1 })
    expect(all.find(({ path }) => path === sent)).toMatchObject({ role: 'sent', depth: 0, subscribed: true })
    const below = all.slice(all.findIndex(({ name }) => name === 'Élèves & parents'))
    expect(below.slice(0, 2)).toMatchObject([
      { name: 'Élèves & parents', depth: 0, selectable: true },
      { name: '6e A', depth: 1, messages: 0 },
    ])
  })

  it.each(['drafts', 'sent', 'archive', 'junk', 'trash'] as const)('are made for a role once: %s', async (role) => {
    const { account } = await open()
    const made = await account.folderFor(role)
    expect(await account.folderFor(role)).toBe(made)
    expect((await account.folders()).filter((folder) => folder.role === role)).toMatchObject([{ path: made }])
    await account.append(made, Buffer.from(letter('In it')), {})
    expect(await subjectsIn(account, made)).toEqual(['In it'])
  })

  it('are said to be gone when another program removed them', async () => {
    const { account, bring, elsewhere, named } = await open()
    const uid = await bring('INBOX', { raw: letter('stays') })
    await bring('Passing', { raw: letter('goes') })
    const path = await named('Passing')
    await elsewhere('INBOX', (imap) => imap.mailboxDelete(path))
    const gone = { reason: 'folder-not-found' }
    await expect(account.listMessages(path, { page: 1, size: 5 })).rejects.toMatchObject(gone)
    await expect(account.append(path, Buffer.from(letter('x')), {})).rejects.toMatchObject(gone)
    const selection = await choose(account, 'INBOX', [uid])
    await expect(account.moveMessages(selection, path)).rejects.toMatchObject(gone)
    expect(await subjectsIn(account)).toEqual(['stays'])
  })
}
