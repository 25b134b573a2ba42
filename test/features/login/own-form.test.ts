import request from 'supertest'
import { lab } from '../../support/lab.ts'
import { browse } from '../../support/browser.ts'
import { application, webmail } from '../../support/webmail.ts'

describe('a sign-in form that did not come from here', () => {
  it('signs nobody in, and is drawn again with the name that was typed', async () => {
    const { app } = await application()
    const user = await lab().addUser()
    const answer = await request(app)
      .post('/login')
      .set('Origin', 'https://evil.example')
      .type('form')
      .send({ username: user.login, password: user.password })

    expect(answer.status).toBe(403)
    expect(answer.text).toContain(`value="${user.login}"`)
    expect(answer.text).toContain('Saisissez de nouveau votre mot de passe.')
    expect(String(answer.headers['set-cookie'])).not.toContain('session=')
  })

  it('signs nobody in with a token drawn for another browser', async () => {
    const { app } = await application()
    const user = await lab().addUser()
    const theirs = await browse(app).open('/login')
    const mine = browse(app)
    await mine.open('/login')
    const fields = { token: String(theirs.$('input[name=token]').val()), username: user.login, password: user.password }
    expect((await mine.agent.post('/login').type('form').send(fields)).status).toBe(403)
  })

  it('is believed on its Origin when it stood open for longer than its token lives', async () => {
    const { app } = await application({ PUBLIC_URL: 'https://webmail.ac-lyon.example' })
    const user = await lab().addUser()
    const stale = { token: '1700000000000.c3RhbGU', username: user.login, password: user.password }
    const post = (origin: string) => request(app).post('/login').set('Origin', origin).type('form').send(stale)

    expect((await post('https://webmail.ac-lyon.example')).status).toBe(303)
    expect((await post('https://webmail.ac-lyon.example.evil.example')).status).toBe(403)
    expect((await post('null')).status).toBe(403)
  })

  it('can be in two tabs at once', async () => {
    const { app } = await application()
    const user = await lab().addUser()
    const browser = browse(app)
    const [first, second] = [await browser.open('/login'), await browser.open('/login')]
    await second.press('Se connecter', { username: 'typo', password: 'typo' })
    const inbox = await first.press('Se connecter', { username: user.login, password: user.password })
    expect(inbox.url).toBe('/mail/INBOX')
  })
})

describe('a form of a signed-in page', () => {
  it('is refused without its token, with a made-up one, and with another user’s', async () => {
    const app = await application()
    const [marie, karim] = [await webmail({ at: app }), await webmail({ at: app })]
    const karims = String(karim.inbox.$('input[name=_csrf]').first().val())

    for (const body of [{}, { _csrf: 'x' }, { _csrf: karims }, { _csrf: ['a', 'b'] }, { _csrf: '' }]) {
      const answer = await marie.browser.agent.post('/logout').type('form').send(body)
      expect(answer.status).toBe(403)
    }
    expect((await marie.browser.open('/mail/INBOX')).url).toBe('/mail/INBOX')
  })

  it('is refused when its token comes in another way than a form', async () => {
    const { browser, inbox } = await webmail()
    const token = String(inbox.$('input[name=_csrf]').first().val())
    const posts = [
      browser.agent.post(`/logout?_csrf=${token}`),
      browser.agent.post('/logout').set('X-CSRF-Token', token),
      browser.agent.post('/logout').send({ _csrf: token }),
      browser.agent.post('/logout').field('_csrf', token),
    ]
    for (const post of posts) expect((await post).status).toBe(403)
  })

  it('carries a token that looks different in each page, all of them good', async () => {
    const { browser } = await webmail()
    const [one, other] = [await browser.open('/mail/INBOX'), await browser.open('/mail/INBOX?all=true')]
    const tokens = [one, other].map((page) => String(page.$('input[name=_csrf]').first().val()))

    expect(tokens[0]).not.toBe(tokens[1])
    const answer = await browser.agent.post('/logout').type('form').send({ _csrf: tokens[0] })
    expect(answer.status).toBe(303)
  })
})
