import { elsewhere, fill } from '../../mail/imap/open-mail.ts'
import { lab } from '../../support/lab.ts'
import { allOf, openDesk, subjectsIn } from './desk.ts'

describe('undoing a move', () => {
  it('says which messages another program has moved on, and moves the others back', async () => {
    const { mail, user, did, undone } = await openDesk()
    await fill(user, 3)
    const id = await did(await allOf(mail, 'INBOX'), 'archive')
    await elsewhere(user, 'Archives', (imap) => imap.messageMove('1', 'Corbeille'))

    expect(await undone(id)).toMatchObject({ state: 'done', count: 2, left: [{ why: 'missing', count: 1 }] })
    expect(await subjectsIn(mail, 'INBOX')).toEqual(['Letter 2', 'Letter 3'])
    expect(await subjectsIn(mail, 'Corbeille')).toEqual(['Letter 1'])
  })

  it('of a whole folder goes by handfuls, each written down before the next', async () => {
    const { mail, user, did, undone } = await openDesk()
    await fill(user, 5_100)
    const id = await did(await allOf(mail, 'INBOX'), 'archive')

    const { traces, ...said } = await undone(id)
    expect(said).toMatchObject({ state: 'done', count: 5_100, left: [] })
    expect(traces.map((trace) => 'moved' in trace && trace.moved.from.uids.length)).toEqual([5_000, 100])
    expect((await allOf(mail, 'INBOX')).uids).toHaveLength(5_100)
  })

  it('leaves alone what its owner has put elsewhere, or removed for ever, since', async () => {
    const { mail, user, did, undone } = await openDesk()
    await fill(user, 3)
    const id = await did(await allOf(mail, 'INBOX'), 'delete')
    await did(await allOf(mail, 'Corbeille', 1), 'archive')
    await did(await allOf(mail, 'Corbeille', 1), 'remove')

    expect(await undone(id)).toMatchObject({
      count: 1,
      left: [
        { why: 'elsewhere', count: 1 },
        { why: 'removed', count: 1 },
      ],
    })
    expect(await subjectsIn(mail, 'INBOX')).toEqual(['Letter 3'])
    expect(await subjectsIn(mail, 'Archives')).toEqual(['Letter 1'])
  })

  it('puts nothing into a folder that is in the bin by now, nor into one that is gone', async () => {
    const { mail, user, history, account, did, undone } = await openDesk()
    const path = await mail.createFolder({ name: 'Sorties' })
    await fill(user, 1, 'Sorties')
    const id = await did(await allOf(mail, path), 'archive')
    const folderMoved = await mail.moveFolder(path, { name: 'Sorties', inside: 'Corbeille' })
    await history.write(account, { kind: 'folder-deleted', folderMoved })

    expect(await undone(id)).toMatchObject({ count: 0, left: [{ why: 'home-gone', count: 1 }] })
    await lab().asUser(user, (imap) => imap.mailboxDelete('Corbeille/Sorties'))
    expect(await undone(id)).toMatchObject({ count: 0, left: [{ why: 'home-gone', count: 1 }] })
    expect(await subjectsIn(mail, 'Archives')).toEqual(['Letter 1'])
  })

  it('follows folders that were renamed since, both of them', async () => {
    const { mail, user, history, account, did, undone } = await openDesk()
    const [from, to] = [await mail.createFolder({ name: 'De' }), await mail.createFolder({ name: 'Vers' })]
    await fill(user, 2, 'De')
    const id = await did(await allOf(mail, from), { moveTo: to })
    for (const [path, name] of [
      [from, 'De là'],
      [to, 'Par là'],
    ] as const)
      await history.write(account, { kind: 'folder-renamed', folderMoved: await mail.moveFolder(path, { name }) })

    expect(await undone(id)).toMatchObject({ count: 2, left: [] })
    expect(await subjectsIn(mail, 'De là')).toEqual(['Letter 1', 'Letter 2'])
  })

  it('finds messages of a rebuilt folder by their Message-ID, and only if that names one', async () => {
    const { mail, user, did, undone } = await openDesk()
    await fill(user, 3)
    // As somebody does it: who they are is known from the list.
    await mail.listMessages('INBOX', { page: 1, size: 25 })
    const to = await mail.createFolder({ name: 'Vers' })
    const id = await did(await allOf(mail, 'INBOX'), { moveTo: to })
    await rebuild(user, 'Vers', ['Letter 1', 'Letter 2', 'Letter 2'])

    expect(await undone(id)).toMatchObject({
      count: 1,
      left: [
        { why: 'unclear', count: 1 },
        { why: 'missing', count: 1 },
      ],
    })
    expect(await subjectsIn(mail, 'INBOX')).toEqual(['Letter 1'])
    expect(await subjectsIn(mail, 'Vers')).toEqual(['Letter 2', 'Letter 2'])
  })
})

/** Another folder of the same name, with messages in it that have the same UIDs. */
async function rebuild(user: { login: string; password: string }, path: string, subjects: string[]): Promise<void> {
  await lab().asUser(user, async (imap) => {
    await imap.mailboxDelete(path)
    await imap.mailboxCreate(path)
    for (const subject of subjects)
      await imap.append(
        path,
        `Subject: ${subject}\r\nMessage-ID: <${subject.replace(' ', '-')}@lyon.example>\r\n\r\nx\r\n`,
      )
  })
}

describe('undoing a mark', () => {
  it('marks only what it had changed, wherever that is by now', async () => {
    const { mail, user, did, undone } = await openDesk()
    await fill(user, 3)
    await mail.changeFlags(await allOf(mail, 'INBOX', 1), { add: ['seen'] })
    const id = await did(await allOf(mail, 'INBOX'), 'read')
    await did({ ...(await allOf(mail, 'INBOX', 3)), uids: (await allOf(mail, 'INBOX')).uids.slice(2) }, 'archive')

    expect(await undone(id)).toMatchObject({ count: 2, left: [] })
    const unread = async (folder: string) =>
      (await mail.freeze({ folders: [folder], criteria: [{ what: 'unread' }], first: 0 })).count
    expect([await unread('INBOX'), await unread('Archives')]).toEqual([1, 1])
  })
})

describe('undoing a copy', () => {
  it('removes these copies only, never a message that came since', async () => {
    const { mail, user, did, undone } = await openDesk()
    await fill(user, 2)
    const id = await did(await allOf(mail, 'INBOX'), { copyTo: 'Archives' })
    await did(await allOf(mail, 'INBOX', 1), { copyTo: 'Archives' })

    expect(await undone(id)).toMatchObject({ count: 2, left: [] })
    expect(await subjectsIn(mail, 'Archives')).toEqual(['Letter 1'])
  })

  it('keeps the last one there is', async () => {
    const { mail, user, did, undone } = await openDesk()
    await fill(user, 2)
    const id = await did(await allOf(mail, 'INBOX'), { copyTo: 'Archives' })
    await did(await allOf(mail, 'INBOX', 1), 'delete')
    await elsewhere(user, 'INBOX', (imap) => imap.messageDelete('1:*'))

    expect(await undone(id)).toMatchObject({ count: 1, left: [{ why: 'original-gone', count: 1 }] })
    expect(await subjectsIn(mail, 'Archives')).toEqual(['Letter 2'])
  })
})
