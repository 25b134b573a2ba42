import type { FolderPage, ListQuery, ListSort } from '../../../src/mail/types.ts'
import { lab } from '../../support/lab.ts'
import { elsewhere, fill, letter, openMail } from './open-mail.ts'
import { startPoorerServer } from './rewriting-proxy.ts'

const subjects = ({ items }: FolderPage): string[] => items.map(({ subject }) => subject)

interface Mail {
  from: string
  subject: string
  sent: number
  words: number
}

/** Arrived in this order. */
const mails: Mail[] = [
  { from: 'Zoé <a@lyon.example>', subject: 'Re: Conseil', sent: 5, words: 10 },
  { from: 'Ali <z@lyon.example>', subject: 'Sortie', sent: 1, words: 500 },
  { from: 'Émile <m@lyon.example>', subject: 'Absences', sent: 4, words: 30 },
  { from: 'Ali <z@lyon.example>', subject: 'Conseil', sent: 2, words: 70 },
  { from: 'Zoé <a@lyon.example>', subject: 'Badge', sent: 3, words: 200 },
]

const encoded = (from: string): string =>
  from.replace(/^[^<]+(?= <)/, (name) => `=?utf-8?B?${Buffer.from(name).toString('base64')}?=`)

async function mailbox(options: Parameters<typeof openMail>[0] = {}) {
  const mail = await openMail(options)
  const messages = mails.map(({ from, subject, sent, words }, index) => ({
    raw: [
      `From: ${encoded(from)}`,
      `Subject: ${subject}`,
      `Date: ${new Date(Date.UTC(2026, 8, sent)).toUTCString()}`,
      '',
      'mot '.repeat(words),
    ].join('\r\n'),
    date: new Date(Date.UTC(2026, 9, 1) + index * 60_000),
  }))
  await lab().seedMaildir(mail.user.login, 'INBOX', messages)
  const list = (sort: ListSort, query: Partial<ListQuery> = {}) =>
    mail.account.listMessages('INBOX', { page: 1, size: 25, sort, ...query })
  return { ...mail, list }
}

/** A server without SORT must give the same. */
const orders: [ListSort, string[]][] = [
  [{ by: 'arrival', order: 'up' }, ['Re: Conseil', 'Sortie', 'Absences', 'Conseil', 'Badge']],
  [{ by: 'arrival', order: 'down' }, ['Badge', 'Conseil', 'Absences', 'Sortie', 'Re: Conseil']],
  [{ by: 'size', order: 'up' }, ['Re: Conseil', 'Absences', 'Conseil', 'Badge', 'Sortie']],
  [{ by: 'size', order: 'down' }, ['Sortie', 'Badge', 'Conseil', 'Absences', 'Re: Conseil']],
  [{ by: 'subject', order: 'up' }, ['Absences', 'Badge', 'Conseil', 'Re: Conseil', 'Sortie']],
  [{ by: 'subject', order: 'down' }, ['Sortie', 'Conseil', 'Re: Conseil', 'Badge', 'Absences']],
  [{ by: 'sender', order: 'up' }, ['Conseil', 'Sortie', 'Absences', 'Badge', 'Re: Conseil']],
  [{ by: 'sender', order: 'down' }, ['Badge', 'Re: Conseil', 'Absences', 'Conseil', 'Sortie']],
]

describe('sorting a list', () => {
  it('goes by what was asked, the newest first of what is equal', async () => {
    const { list } = await mailbox()
    for (const [sort, expected] of orders) {
      const page = await list(sort)
      expect([sort, subjects(page)]).toEqual([sort, expected])
      expect(page).toMatchObject({ total: 5, first: 1, page: 1 })
      expect(page.unsorted).toBeUndefined()
    }
  })

  it.each([{ ' SORT': ' S0RT' }, { ESORT: 'ES0RT' }, { 'CONTEXT=': 'C0NTEXT=' }])(
    'is the same on a server without %j',
    async (words) => {
      const poorer = await startPoorerServer(words)
      const { list } = await mailbox({ imap: { ...poorer.address, tls: 'none' } })
      for (const [sort, expected] of orders) expect([sort, subjects(await list(sort))]).toEqual([sort, expected])
      expect(subjects(await list({ by: 'size', order: 'up' }, { page: 2, size: 2 }))).toEqual(['Conseil', 'Badge'])
      await poorer.stop()
    },
  )

  it('goes page by page, clamped to the last', async () => {
    const { list } = await mailbox()
    const sort: ListSort = { by: 'size', order: 'up' }
    expect(subjects(await list(sort, { page: 2, size: 2 }))).toEqual(['Conseil', 'Badge'])
    const last = await list(sort, { page: 99, size: 2 })
    expect(last).toMatchObject({ page: 3, pageCount: 3, first: 5, total: 5 })
    expect(subjects(last)).toEqual(['Sortie'])
    expect(subjects(await list({ by: 'arrival', order: 'up' }, { page: 2, size: 3 }))).toEqual(['Conseil', 'Badge'])
  })

  it('goes with a filter, page by page', async () => {
    const { user, list } = await mailbox()
    await elsewhere(user, 'INBOX', (imap) => imap.messageFlagsAdd('1,2,4', ['\\Flagged', 'voyage'], { uid: true }))
    const label = { only: { label: 'Voyage' } } as const
    expect(subjects(await list({ by: 'size', order: 'down' }, { only: 'followed' }))).toEqual([
      'Sortie',
      'Conseil',
      'Re: Conseil',
    ])
    expect(subjects(await list({ by: 'sender', order: 'up' }, { ...label, page: 2, size: 2 }))).toEqual(['Re: Conseil'])
    expect(subjects(await list({ by: 'arrival', order: 'up' }, { ...label, size: 2 }))).toEqual([
      'Re: Conseil',
      'Sortie',
    ])
    expect(await list({ by: 'sender', order: 'up' }, { only: { label: 'x)y' } })).toMatchObject({ items: [], total: 0 })
  })

  it('sees what arrives and goes, and the flags of now', async () => {
    const { user, list } = await mailbox()
    const sort: ListSort = { by: 'size', order: 'up' }
    await list(sort)
    await lab().append(user, 'INBOX', { raw: 'Subject: Tiny\r\n\r\n' })
    await elsewhere(user, 'INBOX', async (imap) => {
      await imap.messageDelete('3', { uid: true })
      await imap.messageFlagsAdd('2', ['\\Flagged'], { uid: true })
    })
    const page = await list(sort)
    expect(subjects(page)).toEqual(['Tiny', 'Re: Conseil', 'Conseil', 'Badge', 'Sortie'])
    expect(page.items.at(-1)?.flags).toEqual(new Set(['flagged']))
  })

  it('costs one command for a page next to the last one', async () => {
    const { user, account, commands } = await openMail()
    await fill(user, 200)
    const list = (page: number) => account.listMessages('INBOX', { page, size: 25, sort: { by: 'size', order: 'up' } })
    await list(1)
    await list(2)
    commands()
    await list(1)
    await list(2)
    expect(commands()).toEqual(['UID FETCH', 'UID FETCH'])
  })

  it('says when the server cannot sort and there are too many to do it here', async () => {
    const poorer = await startPoorerServer({ ' SORT': ' S0RT' })
    const { user, account } = await openMail({ imap: { ...poorer.address, tls: 'none' } })
    await fill(user, 2001)
    const page = await account.listMessages('INBOX', { page: 1, size: 2, sort: { by: 'subject', order: 'up' } })
    expect(page).toMatchObject({ unsorted: true, total: 2001 })
    expect(subjects(page)).toEqual(['Letter 2001', 'Letter 2000'])
    await poorer.stop()
  })
})

const withFile = (subject: string): string =>
  `Subject: ${subject}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nx\r\n--b--\r\n`

describe('listing what has something attached', () => {
  it('is a list like others in a folder that can be looked through', async () => {
    const { user, account } = await openMail()
    const messages = Array.from({ length: 40 }, (_, index) => ({
      raw: index % 4 === 0 ? withFile(`File ${index}`) : letter(`Letter ${index}`),
      date: new Date(1.7e12 + index * 60_000),
    }))
    await lab().seedMaildir(user.login, 'INBOX', messages)
    const list = (query: Partial<ListQuery>) =>
      account.listMessages('INBOX', { page: 1, size: 4, only: 'attachments', ...query })

    const second = await list({ page: 2 })
    expect(second).toMatchObject({ total: 10, pageCount: 3, first: 5 })
    expect(second.slice).toBeUndefined()
    expect(subjects(second)).toEqual(['File 20', 'File 16', 'File 12', 'File 8'])
    expect(subjects(await list({ sort: { by: 'arrival', order: 'up' } }))).toEqual([
      'File 0',
      'File 4',
      'File 8',
      'File 12',
    ])
    expect(subjects(await list({ sort: { by: 'subject', order: 'down' } }))[0]).toBe('File 8')
  })

  it('goes by slices in a larger one, and says how far', async () => {
    const { user, account } = await openMail()
    const messages = Array.from({ length: 5600 }, (_, index) => ({
      raw: index % 100 === 0 ? withFile(`File ${index}`) : letter(`Letter ${index}`),
      date: new Date(1.7e12 + index * 60_000),
    }))
    await lab().seedMaildir(user.login, 'INBOX', messages)
    const seen: string[] = []
    let below: number | undefined
    for (let visits = 0; visits < 50; visits++) {
      const page = await account.listMessages('INBOX', { page: 1, size: 7, only: 'attachments', below })
      seen.push(...subjects(page))
      expect(page.items.length).toBeLessThanOrEqual(7)
      below = page.slice?.below
      if (!page.slice) break
      expect(page.slice.searchedTo).toEqual(new Date(1.7e12 + (page.slice.below - 1) * 60_000))
    }
    expect(seen).toEqual(Array.from({ length: 56 }, (_, index) => `File ${5500 - index * 100}`))
  })
})
