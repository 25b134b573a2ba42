import type { MailAccount } from '../../../src/mail/mail-account.ts'
import type { Criterion, SearchPage, SearchRequest } from '../../../src/mail/types.ts'
import type { LabUser } from '../../lab/people.ts'
import { lab } from '../../support/lab.ts'
import { elsewhere, fill, letter, openMail } from './open-mail.ts'

const subjects = ({ items }: SearchPage): string[] => items.map(({ subject }) => subject)

const minute = (number: number): Date => new Date(Date.UTC(2026, 8, 1) + number * 60_000)

const letters: Criterion = { what: 'subject', contains: 'letter' }

/** Letters « Letter 0 », « Letter 1 »…, one a minute, in the folders by turns. */
async function spread(user: LabUser, folders: string[], count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, index) => `Letter ${index}`)
  for (const [at, folder] of folders.entries()) {
    const own = names.map((name, index) => ({ raw: letter(name), date: minute(index) }))
    await lab().seedMaildir(
      user.login,
      folder,
      own.filter((_, index) => index % folders.length === at),
    )
  }
  return names.toReversed()
}

/** Every page, one after the other. */
async function allPages(account: MailAccount, request: SearchRequest): Promise<SearchPage[]> {
  const pages = [await account.search(request)]
  for (let from = pages[0]?.next; from !== undefined; from = pages.at(-1)?.next) {
    pages.push(await account.search({ ...request, from }))
    if (pages.length > 100) throw new Error('The search never ends')
  }
  return pages
}

describe('searching several folders', () => {
  const folders = ['INBOX', 'Archives', 'Envoyés']

  it('shows the newest first over all, page by page, each message once', async () => {
    const { user, account } = await openMail()
    const newestFirst = await spread(user, folders, 23)

    const pages = await allPages(account, { folders, criteria: [letters], size: 5 })

    expect(pages.flatMap(subjects)).toEqual(newestFirst)
    expect(pages.map(({ items }) => items.length)).toEqual([5, 5, 5, 5, 3])
    for (const page of pages) {
      expect(page).toMatchObject({ found: 23, failed: [] })
      expect(page.searchedTo).toBeUndefined()
    }
  })

  it('goes by arrival, not by the order in which a folder was filled', async () => {
    const { user, account } = await openMail()
    await fill(user, 3)
    await account.append('Archives', Buffer.from(letter('Letter of then')), { received: minute(-60) })
    await elsewhere(user, 'Archives', (imap) => imap.messageMove('1', 'INBOX'))

    const page = await account.search({ folders, criteria: [letters], size: 5 })

    expect(subjects(page)).toEqual(['Letter 3', 'Letter 2', 'Letter 1', 'Letter of then'])
  })

  it('gives each message of one second once', async () => {
    const { user, account } = await openMail()
    for (const folder of folders) {
      const burst = Array.from({ length: 7 }, (_, index) => ({
        raw: letter(`Letter ${index} in ${folder}`),
        date: minute(0),
      }))
      await lab().seedMaildir(user.login, folder, burst)
    }
    const pages = await allPages(account, { folders, criteria: [letters], size: 4 })
    const found = pages.flatMap(subjects)
    expect(found).toHaveLength(21)
    expect(new Set(found).size).toBe(21)
    expect(found.slice(0, 2)).toEqual(['Letter 6 in INBOX', 'Letter 5 in INBOX'])
  })

  it('is not shifted by what arrives or goes meanwhile', async () => {
    const { user, account } = await openMail()
    const newestFirst = await spread(user, folders, 12)
    const request = { folders, criteria: [letters], size: 4 }
    const first = await account.search(request)

    await lab().deliver(user.login, letter('Letter just in'))
    await elsewhere(user, 'INBOX', (imap) => imap.messageDelete('1:*'))
    const second = await account.search({ ...request, from: first.next })

    const left = newestFirst.slice(4).filter((name) => Number(name.split(' ')[1]) % 3 !== 0)
    expect(subjects(second)).toEqual(left.slice(0, 4))
  })

  it('names those that cannot be searched and goes on', async () => {
    const { user, account } = await openMail()
    await fill(user, 2)
    const page = await account.search({ folders: ['Nowhere', 'INBOX', '../x'], criteria: [letters], size: 5 })
    expect(page).toMatchObject({ found: 2, failed: ['Nowhere', '../x'] })
    expect(subjects(page)).toEqual(['Letter 2', 'Letter 1'])
  })

  it.each(['', 'x', '-1-2-3-4', '1-2-3', '9'.repeat(40), '1 OR ALL', '1-1-1-1\r\n', '0x1-1-1-1', '{"second":1}'])(
    'begins at its beginning for a place that it never gave: %j',
    async (from) => {
      const { user, account } = await openMail()
      await fill(user, 2)
      const page = await account.search({ folders, criteria: [letters], size: 5, from })
      expect(subjects(page)).toEqual(['Letter 2', 'Letter 1'])
    },
  )
})

describe('looking through texts', () => {
  it('goes by slices of time, says how far, and goes on from there', async () => {
    const { user, account } = await openMail()
    await spread(user, ['INBOX', 'Archives'], 400)
    const request: SearchRequest = {
      folders: ['INBOX', 'Archives'],
      criteria: [{ what: 'text', contains: 'Words of Letter 3' }],
      size: 20,
    }
    const pages = await allPages(account, request)

    const numbers = Array.from({ length: 400 }, (_, index) => 399 - index)
    const expected = numbers.filter((number) => String(number).startsWith('3'))
    expect(pages.flatMap(subjects)).toEqual(expected.map((number) => `Letter ${number}`))
    expect(pages[0]?.searchedTo?.getTime()).toBeGreaterThan(minute(200).getTime())
    expect(pages[0]?.searchedTo?.getTime()).toBeLessThanOrEqual(minute(380).getTime())
    expect(pages.at(-1)).toMatchObject({ found: 111 })
    expect(pages.at(-1)?.searchedTo).toBeUndefined()
  })

  it('looks only at what the rest of the question leaves', async () => {
    const { user, account, commands } = await openMail()
    await fill(user, 50)
    commands()
    const criteria: Criterion[] = [
      letters,
      { what: 'subject', contains: 'none such' },
      { what: 'body', contains: 'words' },
    ]
    expect(await account.search({ folders: ['INBOX'], criteria, size: 5 })).toMatchObject({ items: [], found: 0 })
    expect(commands()).not.toContain('UID SEARCH')
  })
})

describe('what a search costs', () => {
  it('is a sort, dates and rows, however many messages there are', async () => {
    const { user, account, commands } = await openMail()
    await fill(user, 500)
    const search = () => account.search({ folders: ['INBOX'], criteria: [letters], size: 25 })
    await search()
    commands()
    await search()
    expect(commands()).toEqual(['NOOP', 'UID SORT', 'UID FETCH'])
  })

  it('leaves the folder that is being read selected where it is', async () => {
    const { user, account, commands } = await openMail()
    await fill(user, 30)
    const list = () => account.listMessages('INBOX', { page: 1, size: 25 })
    await list()
    await account.search({ folders: ['INBOX', 'Archives', 'Envoyés'], criteria: [letters], size: 25 })
    commands()

    await Promise.all([list(), account.search({ folders: ['Archives'], criteria: [letters], size: 25 })])
    await list()

    expect(commands().filter((verb) => verb === 'UID FETCH')).toHaveLength(2)
  })
})
