import { type FaultProxy, startFaultProxy } from '../../lab/fault-proxy.ts'
import { typedIn } from '../../support/compose.ts'
import { lab } from '../../support/lab.ts'
import { signIn, webmail, type Webmail } from '../../support/webmail.ts'

let proxy: FaultProxy
beforeEach(async () => {
  proxy = await startFaultProxy(lab().imap)
})
afterEach(() => proxy.stop())

/** A reader who has just seen two messages, one of them read. */
async function reader(): Promise<Webmail> {
  const { host, port } = proxy.address
  const env = { IMAP_HOST: host, IMAP_PORT: String(port), MAIL_CONNECT_MS: '600', MAIL_COMMAND_MS: '600' }
  const site = await webmail({ env })
  await site.mail.append('INBOX', { raw: 'From: Zoé <z@y.example>\r\nSubject: Sortie\r\n\r\nx\r\n', flags: ['\\Seen'] })
  await site.mail.append('INBOX', { raw: 'From: Zoé <z@y.example>\r\nSubject: Réunion\r\n\r\nx\r\n' })
  await site.browser.open('/mail/INBOX')
  return site
}

describe('while the mail server is away', () => {
  it.each([
    ['refuse', 503, 'La messagerie ne répond pas'],
    ['silence', 504, 'La messagerie met trop de temps à répondre'],
    ['halfOpen', 504, 'La messagerie met trop de temps à répondre'],
  ] as const)(
    'the last list seen is shown with its hour, and nothing to press (%s)',
    async (fault, status, trouble) => {
      const { browser, mail } = await reader()
      await mail.append('INBOX', { raw: 'Subject: Venue depuis\r\n\r\nx\r\n' })
      proxy[fault]()

      const page = await browser.open('/mail/INBOX')

      expect(page.status).toBe(status)
      expect(page.words).toContain(trouble)
      expect(page.words).toMatch(/Voici la liste telle que vous l’avez vue à \d{1,2} h \d\d/)
      expect(page.words).toContain('Vos messages sont en sécurité')
      const rows = page.$('.mail li').toArray()
      expect(rows.map((row) => page.$(row).find('.what bdi').text())).toEqual(['Réunion', 'Sortie'])
      expect(rows.map((row) => page.$(row).find('.who').text())).toEqual(['Non lu. Zoé', 'Zoé'])
      expect(page.$('.mail a[href], .mail input, main form')).toHaveLength(0)
    },
  )

  it('comes back as it is when the server does', async () => {
    const { browser } = await reader()
    proxy.refuse()
    const away = await browser.open('/mail/INBOX')
    proxy.pass()

    const back = await away.follow('Réessayer')

    expect([back.status, back.$('.mail input[name=uid]').length]).toEqual([200, 2])
  })

  it('a list not seen before is an error page, as is one asked for otherwise', async () => {
    const { browser } = await reader()
    proxy.refuse()

    for (const path of ['/mail/Archives', '/mail/INBOX?only=unread']) {
      const page = await browser.open(path)
      expect([path, page.status, page.$('.mail').length]).toEqual([path, 503, 0])
    }
  })

  it('one writes on: the draft is kept here and the letter waits', async () => {
    const { browser } = await reader()
    proxy.refuse()

    const page = await (await browser.open('/mail/INBOX')).follow('Nouveau message')
    const saved = await page.press('do-save', { subject: 'Gardé', body: 'Mots' })
    expect(typedIn(await browser.open(saved.url))).toMatchObject({ subject: 'Gardé' })
    await saved.press('do-send', { to: 'lea@b.example', subject: 'Gardé', body: 'Mots' })

    expect((await browser.open('/outbox')).words).toContain('Gardé')
  })

  it('nobody sees what somebody else has seen at the same computer', async () => {
    const { app, browser, inbox } = await reader()
    await browser.open('/mail/Archives')
    await inbox.press('Se déconnecter')
    const other = await lab().addUser()
    const login = await browser.open('/login')
    await login.press('Se connecter', { username: other.login, password: other.password, computer: 'shared' })
    proxy.refuse()

    expect((await browser.open('/mail/INBOX')).words).not.toContain('Réunion')
    expect((await browser.open('/mail/Archives')).$('time').length).toBe(0)
    expect((await signIn(app, other)).inbox.status).toBe(503)
  })
})
