import request from 'supertest'
import { startFaultProxy } from '../lab/fault-proxy.ts'
import { browse, plain } from '../support/browser.ts'
import { lab } from '../support/lab.ts'
import { application, signIn, webmail } from '../support/webmail.ts'

describe('an address that leads nowhere', () => {
  it('says so to whoever is signed in, with a way back and a code to give', async () => {
    const { browser } = await webmail()

    const page = await browser.open('/mail/Nulle%20part')

    expect(page.status).toBe(404)
    expect(page.words).toContain('Ce dossier n’existe pas')
    expect(page.words).toContain('Rien n’a été modifié.')
    expect(page.$('h1')).toHaveLength(1)
    expect(page.words).toMatch(/Code de cette page : [2-9A-Z]{4}-[2-9A-Z]{4}/)
    expect((await page.follow('Revenir à la boîte de réception')).status).toBe(200)
  })

  it.each(['/mail/INBOX/1-999999', '/mail/INBOX/12-x', '/rien', '/static/none.css', '/mail/%E0%A4%A'])(
    'is never a stack trace: %s',
    async (path) => {
      const { browser } = await webmail()

      const page = await browser.open(path)

      expect([400, 404]).toContain(page.status)
      expect(page.html).not.toMatch(/node_modules|at \w+ \(/)
      expect(page.words).toContain('Assistance')
    },
  )
})

describe('a form from nowhere', () => {
  it('is refused, and nothing is done', async () => {
    const { browser, mail } = await webmail()
    await mail.deliver({ subject: 'Reste là' })

    const answer = await browser.agent.post('/mail/INBOX').type('form').send({ 'do-delete': '1', uid: '1' })

    expect(answer.status).toBe(403)
    expect(plain(answer.text)).toContain('Cette demande n’a pas été acceptée')
    expect((await browser.open('/mail/INBOX')).words).toContain('Reste là')
  })

  it('is refused in words when it is too large', async () => {
    const { browser } = await webmail()
    const answer = await browser.agent
      .post('/mail/INBOX')
      .type('form')
      .send(`_csrf=${'x'.repeat(1_200_000)}`)
    expect(answer.status).toBe(413)
    expect(answer.text).toContain('<h1>')
  })
})

describe('the mail server goes away', () => {
  const away = async () => {
    const proxy = await startFaultProxy(lab().imap)
    const at = await application({
      IMAP_HOST: '127.0.0.1',
      IMAP_PORT: String(proxy.address.port),
      MAIL_CONNECT_MS: '400',
      MAIL_COMMAND_MS: '400',
    })
    const user = await lab().addUser()
    const { browser } = await signIn(at.app, user)
    return { proxy, at, user, browser }
  }

  it('every page says so with the right status, and comes back when it does', async () => {
    const { proxy, browser } = await away()
    proxy.refuse()

    for (const path of ['/mail/INBOX', '/mail/INBOX/1-1', '/mail/INBOX/1-1/details', '/mail/INBOX/1-1/parts/2']) {
      const page = await browser.open(path)
      expect([path, page.status]).toEqual([path, 503])
      expect(page.words).toContain('La messagerie ne répond pas')
      expect(page.words).toContain('Vos messages sont en sécurité')
    }
    expect((await browser.open('/compose')).status).toBe(200)
    expect((await browser.open('/outbox')).status).toBe(200)

    proxy.pass()
    expect((await browser.open('/mail/INBOX')).status).toBe(200)
    await proxy.stop()
  })

  it('an action that may have been done is never called undone: its list is offered instead', async () => {
    const { proxy, user, browser } = await away()
    await lab().deliver(user.login, { subject: 'un' })
    const list = await browser.open('/mail/INBOX?only=unread')
    proxy.refuse()

    const page = await list.press('Archiver', { uid: ['1'] })
    proxy.pass()
    await proxy.stop()

    expect(page.status).toBe(503)
    expect(page.words).toContain('l’action a peut-être été faite : vérifiez dans la liste')
    expect(page.words).not.toContain('Rien n’a été modifié')
    expect(page.$('a.main-act').last().attr('href')).toBe('/mail/INBOX?only=unread')
  })

  it('a silent one is told apart, within the deadline, while others are served', async () => {
    const { proxy, browser, at } = await away()
    proxy.silence()

    const [page, health] = await Promise.all([browser.open('/mail/INBOX'), request(at.app).get('/healthz')])

    expect([503, 504]).toContain(page.status)
    expect(page.words).toMatch(/ne répond pas|met trop de temps/)
    expect(health.status).toBe(200)
    await proxy.stop()
  })

  it('at sign-in, is not called a wrong password', async () => {
    const { proxy, at } = await away()
    proxy.refuse()
    const user = await lab().addUser()

    const { inbox } = await signIn(at.app, user)

    expect(inbox.status).toBe(503)
    expect(inbox.words).not.toContain('incorrect')
    expect(inbox.$('title').text()).toContain('La messagerie ne répond pas')
    expect(inbox.$('#username').val()).toBe(user.login)
    await proxy.stop()
  })
})

describe('a form that cannot be read', () => {
  it.each([
    [415, { 'Content-Type': 'application/x-www-form-urlencoded; charset=koi8-r' }],
    [415, { 'Content-Encoding': 'x-unknown' }],
    [400, { 'Content-Encoding': 'gzip' }],
  ])('is refused in words, %i, and is no failure of ours', async (status, headers) => {
    const { app } = await application()
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const answer = await request(app)
      .post('/login')
      .set({ ...type, ...headers })
      .send('username=x')
    expect(answer.status).toBe(status)
    expect(answer.text).toContain('<title>Cette demande n’a pas pu être lue')
  })
})

describe('readiness', () => {
  it('is lost with the database, while the process still answers', async () => {
    const { app, parts } = await application()
    await request(app).get('/readyz').expect(200)
    const page = browse(app)
    expect((await page.open('/login')).status).toBe(200)

    await parts.stop()

    await request(app).get('/healthz').expect(200)
    await request(app).get('/readyz').expect(503)
  })
})
