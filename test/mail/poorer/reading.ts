import { letter } from '../imap/open-mail.ts'
import { letterWithFile, openPoorMailbox, rows, type PoorServer } from './poor-mailbox.ts'

export function reading(server: () => PoorServer): void {
  const open = () => openPoorMailbox(server())

  it('lists two pages, newest first, and what arrives or goes meanwhile', async () => {
    const { account, bring, elsewhere } = await open()
    const first = await bring('INBOX', { raw: letter('one') })
    for (const subject of ['two', 'three']) await bring('INBOX', { raw: letter(subject) })
    const page = async (number: number) => {
      const { items, pageCount, total } = await account.listMessages('INBOX', { page: number, size: 2 })
      return { subjects: items.map(({ subject }) => subject), pageCount, total }
    }
    expect(await page(1)).toEqual({ subjects: ['three', 'two'], pageCount: 2, total: 3 })
    expect(await page(2)).toEqual({ subjects: ['one'], pageCount: 2, total: 3 })
    await bring('INBOX', { raw: letter('four') })
    expect(await page(1)).toEqual({ subjects: ['four', 'three'], pageCount: 2, total: 4 })
    await elsewhere('INBOX', (imap) => imap.messageDelete(String(first), { uid: true }))
    expect(await page(2)).toEqual({ subjects: ['two'], pageCount: 2, total: 3 })
    expect(await page(1)).toEqual({ subjects: ['four', 'three'], pageCount: 2, total: 3 })
  })

  it('shows only what is unread, or followed', async () => {
    const { account, bring } = await open()
    await bring('INBOX', { raw: letter('read'), flags: ['\\Seen'] })
    await bring('INBOX', { raw: letter('new') })
    await bring('INBOX', { raw: letter('followed'), flags: ['\\Seen', '\\Flagged'] })
    const only = async (filter: 'unread' | 'followed') =>
      (await account.listMessages('INBOX', { page: 1, size: 5, only: filter })).items.map(({ subject }) => subject)
    expect(await only('unread')).toEqual(['new'])
    expect(await only('followed')).toEqual(['followed'])
  })

  it('reads accents, tells files and gives them as they were', async () => {
    const { account, bring } = await open()
    await bring('INBOX', { raw: letter('older') })
    await bring('INBOX', { raw: letterWithFile })
    const [row, older] = await rows(account)
    if (!row) throw new Error('no row')
    expect(row).toMatchObject({ subject: 'Réunion à Noël', from: [{ name: 'Zoé Lévy' }], attachmentCount: 1 })

    const message = await account.readMessage(row.ref)
    const [file] = message.anatomy.attachments
    if (!message.anatomy.text || !file) throw new Error('no parts')
    expect(message).toMatchObject({ position: 1, total: 2, older: older?.ref, broken: [] })
    expect((await account.readText(row.ref, message.anatomy.text, 1000)).text.trim()).toBe('Le collège sera fermé.')
    expect(file.fileName).toBe('relevé.pdf')
    const { content } = await account.openPart(row.ref, file.section)
    expect(Buffer.concat(await content.toArray()).toString()).toBe('%PDF-1.4 relevé')
    expect(Buffer.concat(await (await account.openSource(row.ref)).toArray()).toString()).toBe(letterWithFile)
    expect(await account.readHeader(row.ref, 10_000)).toContain('Message-ID: <reunion@lyon.example>')
    expect((await rows(account))[0]?.flags.has('seen')).toBe(false)
  })

  it('finds a message by its header', async () => {
    const { account, bring } = await open()
    await bring('INBOX', { raw: letter('one') })
    const uid = await bring('INBOX', { raw: letter('two') })
    expect((await account.findByHeader('INBOX', 'Message-ID', '<two@lyon.example>')).uids).toEqual([uid])
    expect((await account.findByHeader('INBOX', 'Message-ID', '<été@lyon.example>')).uids).toEqual([])
  })
}
