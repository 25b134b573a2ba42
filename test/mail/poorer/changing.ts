import { letter } from '../imap/open-mail.ts'
import { choose, letterWithFile, openPoorMailbox, rows, subjectsIn, type PoorServer } from './poor-mailbox.ts'

export function changing(server: () => PoorServer): void {
  const open = () => openPoorMailbox(server())

  it('tells what truly changed', async () => {
    const { account, bring } = await open()
    const one = await bring('INBOX', { raw: letter('one') })
    const two = await bring('INBOX', { raw: letter('two'), flags: ['\\Seen'] })
    const changed = await account.changeFlags(await choose(account, 'INBOX', [one, two, two + 7]), {
      add: ['seen', '$Forwarded'],
      remove: ['flagged'],
    })
    expect(changed.selection.uids.sort()).toEqual([one, two])
    const seen = await account.changeFlags(await choose(account, 'INBOX', [one, two]), { add: ['seen'] })
    expect(seen.selection.uids).toEqual([])
    const kept = await rows(account)
    expect(kept.map(({ flags, keywords }) => [...flags, ...keywords])).toEqual([
      ['seen', '$Forwarded'],
      ['seen', '$Forwarded'],
    ])
  })

  it('marks a message read, once or again, there or gone', async () => {
    const { account, bring } = await open()
    await bring('INBOX', { raw: letter('one') })
    const [row] = await rows(account)
    if (!row) throw new Error('no row')
    await account.markSeen(row.ref)
    await account.markSeen(row.ref)
    await account.markSeen({ ...row.ref, uid: row.ref.uid + 9 })
    expect((await rows(account))[0]?.flags.has('seen')).toBe(true)
  })

  it('follows what another program does meanwhile', async () => {
    const { account, bring, elsewhere } = await open()
    const uid = await bring('INBOX', { raw: letter('one') })
    const [row] = await rows(account)
    if (!row) throw new Error('no row')
    const flag = (name: string) =>
      elsewhere('INBOX', (imap) => imap.messageFlagsAdd(String(uid), [name], { uid: true }))
    await flag('\\Flagged')
    expect([...((await rows(account))[0]?.flags ?? [])]).toEqual(['flagged'])
    await flag('\\Answered')
    expect([...(await account.readMessage(row.ref)).flags].sort()).toEqual(['answered', 'flagged'])
    await flag('\\Seen')
    expect((await account.listMessages('INBOX', { page: 1, size: 5, only: 'unread' })).total).toBe(0)
    expect((await account.folders())[0]).toMatchObject({ messages: 1, unread: 0 })
    await bring('INBOX', { raw: letter('two') })
    expect(await subjectsIn(account)).toEqual(['two', 'one'])
    expect((await account.folders())[0]).toMatchObject({ messages: 2, unread: 1 })
    await elsewhere('INBOX', (imap) => imap.messageDelete(String(uid), { uid: true }))
    await expect(account.readMessage(row.ref)).rejects.toMatchObject({ reason: 'message-not-found' })
    expect(await subjectsIn(account)).toEqual(['two'])
  })

  it('adds a draft with its flags and date', async () => {
    const { account } = await open()
    const drafts = await account.folderFor('drafts')
    const received = new Date('2026-03-29T01:30:00Z')
    const { ref } = await account.append(drafts, Buffer.from(letterWithFile), { flags: ['draft', 'seen'], received })
    const [row] = await rows(account, drafts)
    expect(row).toMatchObject({ received, flags: new Set(['draft', 'seen']), subject: 'Réunion à Noël' })
    if (ref) expect(ref).toEqual(row?.ref)
  })
}
