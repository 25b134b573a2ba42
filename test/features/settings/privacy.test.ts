import { countIn } from '../../support/compose.ts'
import { browse } from '../../support/browser.ts'
import { signIn, webmail } from '../../support/webmail.ts'

const letter = { raw: 'Subject: Vieux papier\r\n\r\nRien.' }

describe('leaving', () => {
  it('empties the bin, folders in it too, for whoever wants that', async () => {
    const { browser, mail, user } = await webmail()
    await mail.append('Corbeille', letter)
    await mail.createFolder('Corbeille/Sorties')
    await mail.append('Corbeille/Sorties', letter)
    const page = await browser.open('/settings/privacy')
    const saved = await page.press('Enregistrer', { emptyTrashAtSignOut: 'on' })
    expect(await countIn({ user }, 'Corbeille')).toBe(1)

    const left = await saved.press('Se déconnecter')

    expect(left.words).toContain('Vous êtes déconnecté.')
    expect(await countIn({ user }, 'Corbeille')).toBe(0)
    await expect(countIn({ user }, 'Corbeille/Sorties')).rejects.toThrow()
  })

  it('empties nothing for anybody else', async () => {
    const { browser, mail, user } = await webmail()
    await mail.append('Corbeille', letter)

    await (await browser.open('/mail/INBOX')).press('Se déconnecter')

    expect(await countIn({ user }, 'Corbeille')).toBe(1)
  })

  it('is possible from a letter, which is kept', async () => {
    const { browser, mail, user } = await webmail()
    await mail.append('Corbeille', letter)
    await (await browser.open('/settings/privacy')).press('Enregistrer', { emptyTrashAtSignOut: 'on' })

    const left = await (await browser.open('/compose')).press('Enregistrer et se déconnecter', { subject: 'x' })

    expect(left.words).toContain('Votre brouillon est enregistré.')
    expect(await countIn({ user }, 'Corbeille')).toBe(0)
  })
})

it('offers no address to whoever wants none remembered, and forgets those it knew', async () => {
  const { browser, user } = await webmail()
  const write = async () =>
    (await browser.open('/compose')).press('Envoyer', { to: user.address, subject: 'x', body: 'y' })
  await write()
  expect((await browser.open('/compose')).$('#recent option').length).toBe(1)

  await (await browser.open('/settings/privacy')).press('Enregistrer', { rememberAddresses: [] })
  expect((await browser.open('/compose')).$('#recent option').length).toBe(0)
  await write()

  expect((await browser.open('/compose')).$('#recent option').length).toBe(0)
})

describe('the language a person keeps to', () => {
  it('holds at once, and wins at sign-in over what was chosen before them on that computer', async () => {
    const site = await webmail()
    const page = await site.browser.open('/settings/language')
    const after = await page.press('Enregistrer', { language: 'en' })
    expect(after.$('#dit').text()).toBe('Preferences saved.')

    const shared = browse(site.app)
    await shared.open('/login?lang=fr')
    const login = await shared.open('/login')
    expect(login.$('html').attr('lang')).toBe('fr')
    const inbox = await login.press('Se connecter', { username: site.user.login, password: site.user.password })

    expect(inbox.$('html').attr('lang')).toBe('en')
    expect((await inbox.follow('Français')).$('html').attr('lang')).toBe('fr')
  })

  it('is the browser’s, or the foot’s, for whoever chose none', async () => {
    const site = await webmail()
    await site.browser.open('/mail/INBOX?lang=en')

    const { inbox } = await signIn(site.app, site.user)

    expect(inbox.$('html').attr('lang')).toBe('fr')
    expect((await site.browser.open('/mail/INBOX')).$('html').attr('lang')).toBe('en')
  })
})

it('shows as many messages on a page as somebody wants', async () => {
  const { browser, mail } = await webmail()
  for (let count = 0; count < 12; count++) await mail.append('INBOX', { raw: `Subject: n${count}\r\n\r\nx` })

  const after = await (await browser.open('/settings/reading')).press('Enregistrer', { rowsPerPage: '10' })

  expect(after.$('#rowsPerPage-10').attr('checked')).toBeDefined()
  const inbox = await browser.open('/mail/INBOX')
  expect(inbox.$('ul.mail li').length).toBe(10)
  const last = await (await inbox.follow('Plus anciens')).follow('n1')
  expect(last.$('main a[href="/mail/INBOX?page=2"]').length).toBeGreaterThan(0)
})
