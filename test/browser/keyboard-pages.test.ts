import { paths } from '../../src/http/paths.ts'
import { lab } from '../support/lab.ts'
import { deliverLetters } from './letters.ts'
import { stage, type Stage } from './stage.ts'
import { expectGoodWalk } from './walk.ts'

let at: Stage
const folder = 'Élèves & parents'

beforeAll(async () => {
  at = await stage({ addresses: ['marie.dupont@ac-lyon.example', 'maths@ac-lyon.example'] })
  await deliverLetters(at.user.login)
  await lab().append(at.user, 'Corbeille', { raw: 'Subject: Vieux papier\r\n\r\nRien.' })
  await lab().asUser(at.user, async (imap) => {
    await imap.mailboxCreate(folder)
    await imap.mailboxSubscribe(folder)
  })
})

const pages: [string, string][] = [
  ['the inbox by sender', '/mail/INBOX?sort=from'],
  ['the inbox, all ticked', '/mail/INBOX?all=true'],
  ['all of a folder', '/mail/INBOX/all'],
  ['the question before the bin is emptied', '/mail/Corbeille/empty'],
  ['the folders', paths.folders()],
  ['a new folder', paths.newFolder()],
  ['a folder', paths.changeFolder(folder)],
  ['the roles of folders', paths.folderRoles()],
  ['the search form', paths.search()],
  ['what was found', '/search?q=conseil'],
  ['all that was found', '/search/all?q=conseil'],
  ['a search to refine', '/search?q=conseil&refine=true'],
  ['attachments', paths.searchAttachments()],
  ['preferences', paths.settings()],
  ...(
    ['display', 'language', 'reading', 'images', 'writing', 'privacy', 'file', 'labels', 'keys', 'identities'] as const
  ).map((section): [string, string] => [`preferences: ${section}`, paths.settingsPage(section)]),
  ['a new identity', '/settings/identities/new'],
]

describe.each([1366, 360])('with the Tab key alone, on a screen of %d px', (width) => {
  beforeAll(() => at.page.setViewportSize({ width, height: 768 }))

  it.each(pages)('every control of %s is reached, in the order of the eye, and seen', async (_page, address) => {
    await at.goto(address)
    await expectGoodWalk(at.page)
  })
})

/** What nobody wants changed by a key that was struck in passing: which folders there are, and what lies in them. */
const mail = () =>
  lab().asUser(at.user, async (imap) => {
    const folders = await imap.list({ statusQuery: { messages: true, unseen: true } })
    return folders.map(({ path, status }) => [path, status?.messages, status?.unseen])
  })

it.each(pages)('the Enter key, in any field of %s, moves, removes and sends nothing', async (_page, address) => {
  const before = await mail()
  const fields = at.page.locator('main input:not([type=hidden], [type=submit], [type=file]):visible')
  await at.goto(address)
  const count = await fields.count()

  for (let index = 0; index < count; index++) {
    await at.goto(address)
    const field = fields.nth(index)
    if ((await field.getAttribute('type')) === 'checkbox') await field.setChecked(true)
    await Promise.all([at.page.waitForEvent('load'), field.press('Enter')])
    expect(await at.page.locator('h1').count()).toBe(1)
  }
  // An empty name of a new folder is refused, so even there nothing comes to be.
  expect(await mail()).toEqual(before)
})
