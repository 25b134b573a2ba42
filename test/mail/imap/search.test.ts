import type { MailAccount } from '../../../src/mail/mail-account.ts'
import type { SearchPage, SearchRequest } from '../../../src/mail/types.ts'
import { lab } from '../../support/lab.ts'
import type { LabUser } from '../../lab/people.ts'
import { fill, letter, openMail } from './open-mail.ts'

const subjects = ({ items }: SearchPage): string[] => items.map(({ subject }) => subject)

const minute = (number: number): Date => new Date(Date.UTC(2026, 8, 1) + number * 60_000)

/** Letters with these subjects, one a minute in the order given, in folders by turns. */
async function spread(user: LabUser, folders: string[], names: string[]): Promise<void> {
  for (const [at, folder] of folders.entries()) {
    const messages = names.flatMap((name, index) =>
      index % folders.length === at ? [{ raw: letter(name), date: minute(index) }] : [],
    )
    await lab().seedMaildir(user.login, folder, messages)
  }
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

describe('searching', () => {
  it('finds the newest first over folders, page by page, each message once', async () => {
    const { user, account } = await openMail()
    const names = Array.from({ length: 23 }, (_, index) => `Letter ${index}`)
    await spread(user, ['INBOX', 'Archives', 'Envoyés'], names)

    const pages = await allPages(account, {
      folders: ['INBOX', 'Archives', 'Envoyés'],
      criteria: [{ what: 'subject', contains: 'letter' }],
      size: 5,
    })

    expect(pages.flatMap(subjects)).toEqual(names.toReversed())
    expect(pages.map(({ items }) => items.length)).toEqual([5, 5, 5, 5, 3])
    for (const page of pages) expect(page).toMatchObject({ found: 23, failed: [] })
    for (const page of pages) expect(page.searchedTo).toBeUndefined()
  })

  it('looks through texts from the newest, in every folder', async () => {
    const { user, account } = await openMail()
    await fill(user, 300)
    await fill(user, 40, 'Archives')

    const pages = await allPages(account, {
      folders: ['INBOX', 'Archives'],
      criteria: [{ what: 'text', contains: 'Words of Letter 3' }],
      size: 7,
    })

    const twice = [39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 3].flatMap((number) => [number, number])
    expect(pages.flatMap(subjects)).toEqual([300, ...twice].map((number) => `Letter ${number}`))
    expect(pages.at(-1)?.searchedTo).toBeUndefined()
  })
})
