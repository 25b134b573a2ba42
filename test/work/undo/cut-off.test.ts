import { createPreferences } from '../../../src/accounts/index.ts'
import { type MailAccount, MailError } from '../../../src/mail/index.ts'
import type { Store } from '../../../src/store/index.ts'
import { act, createSearches } from '../../../src/work/index.ts'
import { fill } from '../../mail/imap/open-mail.ts'
import { lab } from '../../support/lab.ts'
import { allOf, openDesk, subjectsIn } from './desk.ts'

/** The line is lost after the server has done it, and before it could say so. */
function deafTo(mail: MailAccount, name: 'moveFolder' | 'removeFolder' | 'removeMessages'): MailAccount {
  const deaf = async (done: Promise<unknown>): Promise<never> => {
    await done
    throw new MailError('server-unreachable')
  }
  const all: Pick<MailAccount, 'moveFolder' | 'removeFolder' | 'removeMessages'> = {
    moveFolder: (path, to) => deaf(mail.moveFolder(path, to)),
    removeFolder: (frozen) => deaf(mail.removeFolder(frozen)),
    removeMessages: (selection) => deaf(mail.removeMessages(selection)),
  }
  return { ...mail, [name]: all[name] }
}

/** Choices belong to an account that has signed in once. */
const accountRow = (store: Store, id: string) =>
  store.write((transaction) =>
    transaction.insertInto('account').values({ id, person: id, generation: 0, created_at: 0 }).execute(),
  )

const unreachable = { reason: 'server-unreachable' }

describe('an undo cut off after the server did it goes on, with the next press,', () => {
  it('with a folder that is back under its name: what looks into it, and what it serves as, follow', async () => {
    const { mail, user, account, history, store, press, undone } = await openDesk()
    await accountRow(store, account)
    const preferences = createPreferences(store.settings)
    const searches = createSearches({ store })
    const path = await mail.createFolder({ name: 'Partis' })
    await lab().asUser(user, (imap) => imap.mailboxCreate('Partis/2025'))
    const folderMoved = await mail.moveFolder(path, { name: 'Envois' })
    const [before, after] = [{ sent: 'Partis' }, { sent: 'Envois' }]
    await preferences.change(account, () => ({ roles: after }))
    await searches.save(account, { name: 'Notes', query: 'notes', place: 'Envois/2025', below: false })
    const { id } = await history.write(account, { kind: 'folder-renamed', folderMoved, roles: { before, after } })

    await expect(press(id, deafTo(mail, 'moveFolder'))).rejects.toMatchObject(unreachable)
    expect(await undone(id)).toMatchObject({ state: 'done', count: 1, left: [], folder: 'Partis' })
    expect((await preferences.read(account)).roles).toEqual(before)
    expect(await searches.saved(account)).toMatchObject([{ place: 'Partis/2025' }])
  })

  it('not with another folder that has got its name since', async () => {
    const { mail, account, history, press, undone } = await openDesk()
    const path = await mail.createFolder({ name: 'Sorties' })
    const folderMoved = await mail.moveFolder(path, { name: 'Sorties', inside: 'Corbeille' })
    const { id } = await history.write(account, { kind: 'folder-deleted', folderMoved })
    await expect(press(id, deafTo(mail, 'moveFolder'))).rejects.toMatchObject(unreachable)

    await mail.moveFolder(path, { name: 'Ailleurs' })
    await mail.createFolder({ name: 'Sorties' })
    expect(await undone(id)).toMatchObject({ count: 0, left: [{ why: 'folder-gone', count: 1 }] })
  })

  it('with a folder that was made, and is gone again', async () => {
    const { mail, account, history, press, undone } = await openDesk()
    const folder = await mail.createFolder({ name: 'Sorties' })
    const { uidValidity } = await allOf(mail, folder)
    const { id } = await history.write(account, { kind: 'folder-created', folder, uidValidity })

    await expect(press(id, deafTo(mail, 'removeFolder'))).rejects.toMatchObject(unreachable)
    expect(await undone(id)).toMatchObject({ state: 'done', count: 1, left: [] })
  })

  it('with copies that are removed', async () => {
    const { mail, user, did, press, undone } = await openDesk()
    await fill(user, 2)
    const id = await did(await allOf(mail, 'INBOX'), { copyTo: 'Archives' })

    await expect(press(id, deafTo(mail, 'removeMessages'))).rejects.toMatchObject(unreachable)
    expect(await undone(id)).toMatchObject({ state: 'done', count: 2, left: [] })
    expect(await subjectsIn(mail, 'Archives')).toEqual([])
  })
})

describe('what is done between the two halves of an undo', () => {
  it('is followed in the order it was done', async () => {
    const { mail, user, account, history, did, press, undone } = await openDesk()
    const [from, to] = [await mail.createFolder({ name: 'De' }), await mail.createFolder({ name: 'Vers' })]
    await fill(user, 1)
    await fill(user, 1, from)
    const marked = await did(await allOf(mail, from), 'follow')
    const deeds = [
      await act(mail, await allOf(mail, 'INBOX'), 'archive'),
      await act(mail, await allOf(mail, from), 'archive'),
    ]
    const { id } = await history.write(account, { kind: 'several', deeds })
    let moves = 0
    const away: MailAccount = {
      ...mail,
      moveMessages: (selection, folder) =>
        moves++ > 0 ? Promise.reject(new MailError('server-unreachable')) : mail.moveMessages(selection, folder),
    }
    await expect(press(id, away)).rejects.toMatchObject(unreachable)
    await did(await allOf(mail, from), { moveTo: to })

    expect(await undone(id)).toMatchObject({ state: 'done', count: 2, left: [] })
    expect(await undone(marked)).toMatchObject({ count: 1, left: [] })
  })
})
