import { paths } from '../../src/http/paths.ts'
import { lab } from '../support/lab.ts'
import { sidewaysAt } from './audit.ts'
import { deliverLetters } from './letters.ts'
import { stage, type Stage } from './stage.ts'

const folder = 'sans-espace'.repeat(10)
let at: Stage

beforeAll(async () => {
  at = await stage({ addresses: ['marie.dupont@ac-lyon.example', 'maths@ac-lyon.example'] })
  await deliverLetters(at.user.login)
  await lab().append(at.user, 'Corbeille', { raw: 'Subject: Vieux papier\r\n\r\nRien.' })
  await lab().asUser(at.user, async (imap) => {
    await imap.mailboxCreate(folder)
    await imap.mailboxSubscribe(folder)
  })
  const { login } = at.user
  const { id } = await at.parts.accounts.accounts.findOrCreate({ login, name: '', addresses: [] }, login)
  await at.parts.preferences.change(id, { textSize: 'largest', spacing: 'wide', listLayout: 'table' })
})

it.each([
  ...[
    '/mail/INBOX',
    '/mail/INBOX?all=true',
    '/mail/INBOX?only=attachments',
    '/mail/INBOX/all',
    '/mail/Corbeille/empty',
  ],
  ...[paths.folders(), paths.newFolder(), paths.changeFolder(folder), paths.folderRoles()],
  ...[paths.search(), '/search?q=conseil', '/search/all?q=conseil', '/search?q=introuvable', paths.searchAttachments()],
  ...[paths.settings(), paths.settingsPage('display'), paths.settingsPage('language'), paths.settingsPage('reading')],
  ...[paths.settingsPage('images'), paths.settingsPage('writing'), paths.settingsPage('privacy')],
  ...[paths.settingsPage('file'), paths.settingsPage('labels'), paths.settingsPage('keys')],
  ...[paths.settingsPage('identities'), '/settings/identities/new', '/outbox', '/history', '/compose', '/nulle-part'],
])('%s in the largest letters, widely spaced, with lists as tables, is no wider than the screen', async (address) => {
  await at.goto(address)

  expect(await at.page.locator('html').getAttribute('class')).toContain('largest')
  expect(await sidewaysAt(at.page)).toEqual([])
})

it('no letter in the largest letters, widely spaced, is wider than the screen', async () => {
  await at.goto('/mail/INBOX')
  const letters = await at.page.evaluate<string[]>(
    `[...document.querySelectorAll('table.mail a[href^="/mail/INBOX/"]')].map((link) => link.getAttribute('href'))`,
  )
  expect(letters).toHaveLength(7)

  for (const address of letters) {
    await at.goto(address)
    expect([address, await sidewaysAt(at.page)]).toEqual([address, []])
  }
})
