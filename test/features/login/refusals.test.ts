import { type FaultProxy, startFaultProxy } from '../../lab/fault-proxy.ts'
import { browse } from '../../support/browser.ts'
import { cookieHeader } from '../../support/cookies.ts'
import { lab } from '../../support/lab.ts'
import { application, signIn } from '../../support/webmail.ts'

const proxies: FaultProxy[] = []
// A test that fails leaves its lines open: they would keep the run from ending.
afterAll(() => Promise.all(proxies.map((proxy) => proxy.stop())))

/** Between the application and the lab's IMAP. */
async function imapProxy(): Promise<FaultProxy> {
  const proxy = await startFaultProxy(lab().imap)
  proxies.push(proxy)
  return proxy
}

const away = 'La messagerie ne répond pas en ce moment. Votre mot de passe n’est pas en cause'

describe('with the mail server away', () => {
  it.each(['refuse', 'silence'] as const)('says so (%s), blames no password and counts no guess', async (fault) => {
    const proxy = await imapProxy()
    const env = { IMAP_PORT: String(proxy.address.port), MAIL_CONNECT_MS: '300', MAIL_COMMAND_MS: '300' }
    const { app } = await application(env)
    const user = await lab().addUser()
    proxy[fault]()

    for (let attempt = 0; attempt < 8; attempt++) {
      const page = await browse(app).open('/login')
      const again = await page.press('Se connecter', { username: user.login, password: user.password })
      expect(again.status).toBe(503)
      expect(again.words).toContain(away)
      expect(again.words).not.toContain('incorrect')
      expect(again.$('#username').val()).toBe(user.login)
    }
    proxy.pass()
    expect((await signIn(app, user)).inbox.url).toBe('/mail/INBOX')
  })

  it('says so when the line is cut in the middle of signing in', async () => {
    const proxy = await imapProxy()
    const { app } = await application({ IMAP_PORT: String(proxy.address.port) })
    const user = await lab().addUser()
    for (const bytes of [0, 1, 40, 150]) {
      proxy.cutAfter(bytes)
      const page = await browse(app).open('/login')
      expect((await page.press('Se connecter', { username: user.login, password: user.password })).status).toBe(503)
    }
  })

  it('still signs out', async () => {
    const proxy = await imapProxy()
    const { app } = await application({ IMAP_PORT: String(proxy.address.port) })
    const { inbox, browser } = await signIn(app, await lab().addUser())
    proxy.refuse()
    expect((await inbox.press('Se déconnecter')).words).toContain('Vous êtes déconnecté.')
    expect((await browser.open('/mail/INBOX')).url).toContain('/login')
  })
})

describe('after many wrong guesses', () => {
  it('says in words when to try again, without asking the mail server, and lets live sessions alone', async () => {
    const { app } = await application()
    const user = await lab().addUser()
    const { browser } = await signIn(app, user)
    const guess = async (password: string, at = browse(app)) =>
      (await at.open('/login')).press('Se connecter', { username: user.address, password })
    await Promise.all(Array.from({ length: 5 }, () => guess('wrong')))

    const start = performance.now()
    const barred = await guess(user.password)
    expect(barred.status).toBe(429)
    expect(barred.words).toMatch(/Trop d’essais pour cet identifiant\. Réessayez dans [1-5] secondes?\./)
    expect(Number(barred.headers['retry-after'])).toBeGreaterThan(0)
    expect(performance.now() - start).toBeLessThan(1_000)
    expect((await browser.open('/mail/INBOX')).status).toBe(200)
  })

  it('lets the owner in at once in a browser she has used before, also after signing out there', async () => {
    const { app } = await application()
    const user = await lab().addUser()
    const { browser, inbox } = await signIn(app, user)
    await inbox.press('Se déconnecter')
    await Promise.all(
      Array.from({ length: 6 }, async () =>
        (await browse(app).open('/login')).press('Se connecter', { username: user.login, password: 'wrong' }),
      ),
    )

    expect((await signIn(app, user)).inbox.status).toBe(429)
    expect(cookieHeader(browser)).toContain('browser=')
    const again = await (
      await browser.open('/login')
    ).press('Se connecter', { username: user.login, password: user.password })
    expect(again.url).toBe('/mail/INBOX')
  })

  it('tells a whole network apart from one name', async () => {
    const { app } = await application({ LOGIN_FAILURES_PER_ADDRESS: '1' })
    const [user, other] = [await lab().addUser(), await lab().addUser()]
    await signIn(app, { ...user, password: 'wrong' })
    const barred = (await signIn(app, other)).inbox
    expect(barred.status).toBe(429)
    expect(barred.words).toMatch(/Trop d’essais infructueux depuis ce réseau\. Réessayez à \d\d h \d\d/)
    expect(barred.words).not.toContain('pour cet identifiant')
    expect((await signIn(app, user)).inbox.url).toBe('/mail/INBOX')
  })

  it('answers for a name that nobody has as it does for one that somebody has', async () => {
    const { app } = await application()
    const user = await lab().addUser()
    const answers = []
    for (const username of [user.login, 'nobody-has-this']) {
      const visits = await Promise.all(
        Array.from({ length: 7 }, async () =>
          (await browse(app).open('/login')).press('Se connecter', { username, password: 'wrong' }),
        ),
      )
      answers.push(visits.map(({ status }) => status).sort())
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]).toEqual([401, 401, 401, 401, 401, 429, 429])
  })
})
