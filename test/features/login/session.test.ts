import { openStore, type Store } from '../../../src/store/index.ts'
import { browse } from '../../support/browser.ts'
import { cookieHeader, cookiesOf } from '../../support/cookies.ts'
import { lab } from '../../support/lab.ts'
import { application, type Application, signIn, webmail } from '../../support/webmail.ts'
import { until } from '../../work/workshop.ts'

const secrets = { SESSION_SECRET: 's'.repeat(40), CONTENT_KEYS: `1:${Buffer.alloc(32, 7).toString('base64')}` }

describe('a session', () => {
  it('has another id after signing in than any a browser showed before', async () => {
    const { app } = await application()
    const user = await lab().addUser()
    const browser = browse(app)
    const page = await browser.open('/login')
    const fixed = `session=s%3Achosen-by-somebody-else.c2lnbmF0dXJl; key=${'A'.repeat(43)}; ${cookieHeader(browser)}`
    const answer = await browser.agent
      .post('/login')
      .set('Cookie', fixed)
      .type('form')
      .send({ token: String(page.$('input[name=token]').val()), username: user.login, password: user.password })

    const given = cookiesOf(answer.headers)
    expect(answer.status).toBe(303)
    expect(given.get('session')).not.toContain('chosen-by-somebody-else')
    expect(given.get('key')).not.toBe('A'.repeat(43))
  })

  it('has a new id and key when somebody signs in over another', async () => {
    const app = await application()
    const { browser, user } = await webmail({ at: app })
    const before = await sessionsOf(app)
    const other = await lab().addUser()
    const page = await browse(app.app).open('/login')
    const answer = await browser.agent
      .post('/login')
      .set('Origin', 'http://127.0.0.1')
      .set('Host', '127.0.0.1')
      .type('form')
      .send({ token: String(page.$('input[name=token]').val()), username: other.login, password: other.password })

    expect(answer.status).toBe(303)
    const inbox = await browser.open('/mail/INBOX')
    expect(inbox.words).toContain(other.name)
    expect(inbox.words).not.toContain(user.name)
    const after = await sessionsOf(app)
    expect(after).toHaveLength(1)
    expect(after).not.toEqual(before)
  })

  it('is over once its owner has signed in with another password', async () => {
    const { app, browser, user } = await webmail()
    const { login, name, address } = user
    const changed = await lab().addUser({ login, name, addresses: [address], password: 'un autre mot de passe' })
    expect((await browser.open('/mail/INBOX')).status).toBe(200)
    // The mail server may take a moment to see it.
    const owner = await until(async () => {
      const entered = await signIn(app, changed)
      return entered.inbox.url.startsWith('/mail') ? entered.browser : undefined
    })

    expect((await browser.open('/mail/INBOX')).url).toContain('/login')
    expect((await owner.open('/mail/INBOX')).url).toBe('/mail/INBOX')
  })

  it('has no row before somebody signs in', async () => {
    const app = await application()
    const browser = browse(app.app)
    await browser.open('/')
    await browser.open('/mail/INBOX')
    await (await browser.open('/login')).press('Se connecter', { username: 'nobody', password: 'wrong' })
    expect(await sessionsOf(app)).toEqual([])
  })

  it('is over after signing out, even for who kept its cookies', async () => {
    const { browser, inbox, ...app } = await webmail()
    const kept = cookieHeader(browser)
    const left = await inbox.press('Se déconnecter')

    expect(left.url).toBe('/login?left=true')
    expect(left.words).toContain('Vous êtes déconnecté.')
    expect(await sessionsOf(app)).toEqual([])
    const replay = await browse(app.app).agent.get('/mail/INBOX').set('Cookie', kept)
    expect(replay.status).toBe(303)
    expect(String(replay.headers['location'])).toMatch(/^\/login\?next=.*ended=true$/)
  })

  it('clears its cookies and, on a shared computer, the pages that were kept', async () => {
    for (const [computer, clears] of [
      ['shared', '"cache"'],
      ['own', undefined],
    ] as const) {
      const { browser, inbox } = await webmail({ computer })
      const token = String(inbox.$('input[name=_csrf]').first().val())
      const answer = await browser.agent.post('/logout').type('form').send({ _csrf: token })

      expect(answer.headers['clear-site-data']).toBe(clears)
      expect([...cookiesOf(answer.headers)]).toEqual(
        expect.arrayContaining([
          ['session', ''],
          ['key', ''],
        ]),
      )
    }
  })

  it('needs both of its cookies', async () => {
    const { browser, app } = await webmail()
    const cookies = cookieHeader(browser).split('; ')
    for (const word of ['session', 'key']) {
      const half = cookies.filter((cookie) => !cookie.startsWith(`${word}=`)).join('; ')
      expect((await browse(app).agent.get('/mail/INBOX').set('Cookie', half)).status).toBe(303)
    }
  })

  it('does not open with the key of another', async () => {
    const at = await application()
    const [marie, karim] = [await webmail({ at }), await webmail({ at })]
    const mixed = [cookieHeader(marie.browser), cookieHeader(karim.browser)].map((cookies) => cookies.split('; '))
    const cookie = [
      mixed[0]?.find((one) => one.startsWith('session=')),
      mixed[1]?.find((one) => one.startsWith('key=')),
    ].join('; ')
    expect((await browse(at.app).agent.get('/mail/INBOX').set('Cookie', cookie)).status).toBe(303)
  })

  it('says that it has ended when it sat idle, for a form as for a page, and leads back', async () => {
    const { browser, inbox, user, ...app } = await webmail()
    const token = String(inbox.$('input[name=_csrf]').first().val())
    await inStore(app, (store) =>
      store.write((transaction) => transaction.updateTable('session').set({ idle_end: Date.now() }).execute()),
    )
    const cookies = cookieHeader(browser)
    const posted = await browse(app.app)
      .agent.post('/mail/INBOX')
      .set('Cookie', cookies)
      .type('form')
      .send({ _csrf: token })
    expect(posted.status).toBe(303)
    expect(posted.headers['location']).toBe('/login?next=%2Fmail%2FINBOX&undone=true')

    const login = await browser.open('/mail/INBOX')
    expect(login.words).toContain('Votre session est terminée. Reconnectez-vous pour continuer.')
    const back = await login.press('Se connecter', { username: user.login, password: user.password })
    expect(back.url).toBe('/mail/INBOX')
  })

  it('says that a form sent without any cookie has done nothing', async () => {
    const { app, inbox } = await webmail()
    const stranger = browse(app)
    const token = String(inbox.$('input[name=_csrf]').first().val())

    const answer = await stranger.agent.post('/mail/INBOX').type('form').send({ _csrf: token, 'do-archive': '1' })
    const login = await stranger.open(String(answer.headers['location']))

    expect(login.words).toContain('Votre session est terminée, et ce que vous demandiez n’a pas été fait.')
  })

  it('is over when the database was lost, and people can come in again', async () => {
    const { browser, user, ...app } = await webmail()
    await inStore(app, (store) => store.write((transaction) => transaction.deleteFrom('session').execute()))
    const login = await browser.open('/mail/INBOX')
    expect(login.url).toBe('/login?next=%2Fmail%2FINBOX&ended=true')
    const inbox = await login.press('Se connecter', { username: user.login, password: user.password })
    expect(inbox.status).toBe(200)
  })

  it('never finds a page that another session left in the browser, whose forms would be refused', async () => {
    const { browser, user } = await webmail({ computer: 'own' })
    const first = await browser.open('/mail/INBOX')
    const validator = first.headers['etag'] ?? ''
    const again = () => browser.agent.get('/mail/INBOX').set('If-None-Match', validator)
    expect((await again()).status).toBe(304)

    const login = await first.press('Se déconnecter')
    await login.press('Se connecter', { username: user.login, password: user.password, computer: 'own' })
    expect((await again()).status).toBe(200)
  })

  it('says before sign-in only that a letter is kept, not whose nor which', async () => {
    const { app } = await application()
    const page = await browse(app).open('/login?kept=true')
    expect(page.words).toContain('Un message non envoyé est conservé. Reconnectez-vous pour le reprendre.')
  })
})

describe('two processes on one store', () => {
  it('serve one session, and both end it when its account’s generation is raised', async () => {
    const one = await application(secrets)
    const other = await application({ ...secrets, DATA_DIR: one.config.dataDir })
    const user = await lab().addUser()
    const { browser } = await signIn(one.app, user)
    const cookies = cookieHeader(browser)
    const ask = async ({ app }: Application) =>
      (await browse(app).agent.get('/mail/INBOX').set('Cookie', cookies)).status
    expect([await ask(one), await ask(other)]).toEqual([200, 200])

    const { id } = (await other.parts.accounts.accounts.find({ ...user, addresses: [] }, user.login)) ?? { id: '' }
    await other.parts.accounts.accounts.endEverySession(id)
    expect([await ask(one), await ask(other)]).toEqual([303, 303])
  })

  it('end a session in both when one signs it out', async () => {
    const one = await application(secrets)
    const other = await application({ ...secrets, DATA_DIR: one.config.dataDir })
    const { browser, inbox } = await signIn(one.app, await lab().addUser())
    const cookies = cookieHeader(browser)
    await inbox.press('Se déconnecter')
    expect((await browse(other.app).agent.get('/mail/INBOX').set('Cookie', cookies)).status).toBe(303)
  })
})

async function inStore<T>({ config }: Pick<Application, 'config'>, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(config)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

const sessionsOf = (app: Pick<Application, 'config'>) =>
  inStore(app, (store) => store.read.selectFrom('session').select('id').execute())
