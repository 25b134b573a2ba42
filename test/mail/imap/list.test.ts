import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { FolderPage } from '../../../src/mail/types.ts'
import { lab } from '../../support/lab.ts'
import { elsewhere, fill, letter, openMail, openServer } from './open-mail.ts'

const subjects = ({ items }: FolderPage): string[] => items.map(({ subject }) => subject)

describe('listing a folder', () => {
  it('shows the newest first, page by page, and clamps a page beyond the last', async () => {
    const { user, account } = await openMail()
    await fill(user, 7)

    const first = await account.listMessages('INBOX', { page: 1, size: 3 })
    const last = await account.listMessages('inbox', { page: 9, size: 3 })

    expect(subjects(first)).toEqual(['Letter 7', 'Letter 6', 'Letter 5'])
    expect(first).toMatchObject({ page: 1, pageCount: 3, total: 7, first: 1, folder: { role: 'inbox', messages: 7 } })
    expect(subjects(last)).toEqual(['Letter 1'])
    expect(last).toMatchObject({ page: 3, first: 7 })
  })

  it('tells what a row needs: sender, dates, size, first words', async () => {
    const { user, account } = await openMail()
    await fill(user, 1)

    const { items } = await account.listMessages('INBOX', { page: 1, size: 25 })

    expect(items[0]).toMatchObject({
      from: [{ name: 'Zoé', address: 'zoe@lyon.example' }],
      to: [{ name: '', address: 'classe@ac-lyon.example' }],
      sent: new Date('2026-09-01T06:00:00Z'),
      messageId: '<Letter-1@lyon.example>',
      preview: 'Words of Letter 1.',
      importance: 'normal',
      attachmentCount: 0,
    })
  })

  it('shows an empty folder as one page without rows', async () => {
    const { account } = await openMail()
    for (const visit of [1, 2]) {
      const page = await account.listMessages('Corbeille', { page: visit, size: 25 })
      expect(page).toMatchObject({ items: [], page: 1, pageCount: 1, total: 0, first: 0 })
    }
  })

  it('sees at once what arrives, what goes and what is flagged elsewhere', async () => {
    const { user, account } = await openMail()
    await fill(user, 5)
    const query = { page: 1, size: 3 }
    await account.listMessages('INBOX', query)

    await lab().deliver(user.login, letter('Just in'))
    const arrived = await account.listMessages('INBOX', query)
    expect(subjects(arrived)).toEqual(['Just in', 'Letter 5', 'Letter 4'])

    await elsewhere(user, 'INBOX', (imap) => imap.messageFlagsAdd('5', ['\\Flagged', '$label1'], { uid: true }))
    const flagged = await account.listMessages('INBOX', query)
    expect(flagged.items[1]?.flags).toEqual(new Set(['flagged']))
    expect(flagged.items[1]?.keywords).toEqual(new Set(['$label1']))

    await elsewhere(user, 'INBOX', (imap) => imap.messageDelete('5', { uid: true }))
    const removed = await account.listMessages('INBOX', query)
    expect(subjects(removed)).toEqual(['Just in', 'Letter 4', 'Letter 3'])
  })

  it('lists only unread or followed mail, page by page', async () => {
    const { user, account } = await openMail()
    await fill(user, 9)
    await elsewhere(user, 'INBOX', (imap) => imap.messageFlagsAdd('2:4,8', ['\\Seen', '\\Flagged'], { uid: true }))

    const unread = await account.listMessages('INBOX', { page: 2, size: 2, only: 'unread' })
    const followed = await account.listMessages('INBOX', { page: 1, size: 3, only: 'followed' })

    expect(subjects(unread)).toEqual(['Letter 6', 'Letter 5'])
    expect(unread).toMatchObject({ total: 5, pageCount: 3, first: 3 })
    expect(subjects(followed)).toEqual(['Letter 8', 'Letter 4', 'Letter 3'])
  })

  it('says so when the folder does not exist or cannot be one', async () => {
    const { account } = await openMail()
    for (const name of ['Nowhere', 'a\r\nA1 LOGOUT', 'nul\0', '', '*', '%', '../..', '"']) {
      await expect(account.listMessages(name, { page: 1, size: 25 })).rejects.toMatchObject({
        reason: 'folder-not-found',
      })
    }
    await expect(account.listMessages('INBOX', { page: 1, size: 25 })).resolves.toMatchObject({ total: 0 })
  })
})

describe('what a list costs', () => {
  it.each([30, 600])('is two commands with the folders beside it, in a folder of %d', async (count) => {
    const { user, account, commands } = await openMail()
    await fill(user, count)
    const visit = () => Promise.all([account.listMessages('INBOX', { page: 1, size: 25 }), account.folders()])
    await visit()
    commands()

    await visit()

    expect(commands().sort()).toEqual(['LIST', 'UID FETCH'])
  })

  it('is one more round trip for new mail or another page, whatever the size', async () => {
    const { user, account, commands } = await openMail()
    await fill(user, 200)
    await account.listMessages('INBOX', { page: 1, size: 25 })
    commands()

    await account.listMessages('INBOX', { page: 5, size: 25 })
    expect(commands()).toEqual(['NOOP', 'FETCH'])
  })

  it('never asks twice for what cannot change', async () => {
    const { user, server, account, commands } = await openMail()
    await fill(user, 25)
    await account.listMessages('INBOX', { page: 1, size: 25 })
    await server.signOut(user.login)
    commands()

    const again = await account.listMessages('INBOX', { page: 1, size: 25 })

    expect(subjects(again)[0]).toBe('Letter 25')
    expect(commands().filter((verb) => verb.includes('FETCH'))).toEqual(['FETCH'])
  })
})

describe('two users of one process', () => {
  it('never see each other’s mail, even at the same folder, UIDVALIDITY and UID', async () => {
    const server = openServer()
    const users = [await lab().addUser(), await lab().addUser()] as const
    for (const { login } of users) {
      await lab().seedMaildir(login, 'INBOX', [{ raw: letter(`For ${login}`), date: new Date() }])
      await writeFile(path.join(lab().folder, 'mail', login, 'dovecot-uidlist'), '3 V1700000000 N1\n')
    }
    const pages = await Promise.all(
      users.map(async (user) => {
        const account = await server.signIn(user.login, user)
        await account.listMessages('INBOX', { page: 1, size: 25 })
        return account.listMessages('INBOX', { page: 1, size: 25 })
      }),
    )
    expect(pages.map(subjects)).toEqual(users.map(({ login }) => [`For ${login}`]))
    expect(pages[0]?.items[0]?.ref).toEqual(pages[1]?.items[0]?.ref)
  })
})
