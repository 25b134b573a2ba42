import { lab } from '../../support/lab.ts'
import { browse } from '../../support/browser.ts'
import { application, webmail } from '../../support/webmail.ts'

const rejected = 'Identifiant ou mot de passe incorrect.'

describe('the sign-in page', () => {
  it('has a name, a password, a shared computer by default, and warns of whoever asks for a password', async () => {
    const { app } = await application()
    const page = await browse(app).open('/login')

    expect(page.status).toBe(200)
    expect(page.$('label[for=username]').text()).toBe('Identifiant')
    expect(page.$('label[for=password]').text()).toBe('Mot de passe')
    expect(page.$('#password').attr('autocomplete')).toBe('current-password')
    expect(page.$('input[name=computer][checked]').attr('value')).toBe('shared')
    expect(page.words).toContain('Personne ne vous demandera jamais votre mot de passe')
    expect(page.headers['cache-control']).toBe('no-store, no-cache')
  })

  it('says where the true page is when that is configured', async () => {
    const { app } = await application({ PUBLIC_URL: 'https://webmail.ac-lyon.example' })
    const page = await browse(app).open('/login')
    expect(page.words).toContain('commence par https://webmail.ac-lyon.example.')
  })

  it('speaks English to who prefers it', async () => {
    const { app } = await application()
    const page = await browse(app).agent.get('/login').set('Accept-Language', 'en-GB')
    expect(page.text).toContain('Shared computer')
  })

  it('lets nobody into anything without signing in, and brings them back afterwards', async () => {
    const { app } = await application()
    const user = await lab().addUser()
    const page = await browse(app).open('/mail/Envoy%C3%A9s?page=2')

    expect(page.url).toBe('/login?next=%2Fmail%2FEnvoy%25C3%25A9s%3Fpage%3D2')
    expect(page.words).not.toContain('Votre session est terminée')
    const after = await page.press('Se connecter', { username: user.login, password: user.password })
    expect(after.url).toBe('/mail/Envoy%C3%A9s?page=2')
  })

  it('is not shown to who is signed in already', async () => {
    const { browser } = await webmail()
    expect((await browser.open('/login')).url).toBe('/mail/INBOX')
    expect((await browser.open('/')).url).toBe('/mail/INBOX')
    expect((await browser.open('/login?next=%2Foutbox')).url).toBe('/outbox')
  })

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/%0d%0aLocation:%20https://evil.example',
    '/\r\nX: y',
    '/\t/evil.example',
    '/logout',
    '/login?next=/login',
    '',
  ])('leads to the inbox rather than to %j', async (next) => {
    const { app } = await application()
    const user = await lab().addUser()
    const browser = browse(app)
    const page = await browser.open(`/login?next=${encodeURIComponent(next)}`)
    const fields = { token: tokenOf(page), next, username: user.login, password: user.password }
    const answer = await browser.agent.post('/login').type('form').send(fields)

    expect(answer.status).toBe(303)
    const { origin, pathname } = new URL(String(answer.headers['location']), 'http://here')
    expect(origin).toBe('http://here')
    if (!next.startsWith('/%0d')) expect(pathname).toBe('/mail/INBOX')
  })
})

describe('signing in', () => {
  it('takes the login or an address, in any case, with spaces around', async () => {
    const { app } = await application()
    const user = await lab().addUser()
    for (const username of [user.login, ` ${user.address.toUpperCase()} `]) {
      const page = await browse(app).open('/login')
      expect((await page.press('Se connecter', { username, password: user.password })).url).toBe('/mail/INBOX')
    }
  })

  it('says the same of a wrong password and of a name that nobody has, and keeps what was typed', async () => {
    const { app } = await application()
    const user = await lab().addUser()
    const answers = []
    for (const username of [user.login, user.address, 'nobody-at-all', 'x@elsewhere.example']) {
      const page = await browse(app).open('/login?next=%2Foutbox')
      const again = await page.press('Se connecter', { username, password: 'wrong', computer: 'own' })
      expect(again.$('#username').val()).toBe(username)
      expect(again.$('#password').val()).toBeUndefined()
      expect(again.$('input[name=next]').val()).toBe('/outbox')
      expect(again.$('input[name=computer][checked]').attr('value')).toBe('own')
      expect(again.words).toContain(rejected)
      answers.push([again.status, again.$('title').text(), again.words.replace(/Code de cette page : .*/, '')])
    }
    expect(new Set(answers.map(String)).size).toBe(1)
    expect(answers[0]?.[0]).toBe(401)
  })

  it('describes the field it begins with again by the complaint', async () => {
    const { app } = await application()
    const page = await browse(app).open('/login')
    const again = await page.press('Se connecter', { username: 'nobody', password: 'wrong' })
    const field = again.$('[autofocus]')
    expect(field.attr('name')).toBe('password')
    expect(again.$(`#${field.attr('aria-describedby') ?? ''}`).text()).toBe(rejected)
  })

  it('asks for what is missing, field by field', async () => {
    const { app } = await application()
    const page = await browse(app).open('/login')
    const again = await page.press('Se connecter', { username: '  ', password: '' })

    expect(again.status).toBe(422)
    expect(again.$('#username-error').text()).toBe('Indiquez votre identifiant ou votre adresse.')
    expect(again.$('#password-error').text()).toBe('Indiquez votre mot de passe.')
    expect(again.$('#username').attr('aria-describedby')).toContain('username-error')
  })

  it('shows hostile names as text, and puts them neither in the title nor in the address', async () => {
    const { app } = await application()
    const username = '"><script>alert(1)</script>'
    const page = await browse(app).open('/login')
    const again = await page.press('Se connecter', { username, password: 'x' })

    expect(again.html).not.toContain('<script>alert')
    expect(again.$('#username').val()).toBe(username)
    expect(again.$('title').text()).not.toContain('script')
    expect(again.url).toBe('/login')
  })

  it.each([
    ['nothing at all', ''],
    ['names without values', 'username&password'],
    ['lists', 'username=a&username=b&password=c&password=d'],
    ['objects', 'username[a]=b&password[c]=d'],
    ['a prototype', '__proto__[x]=1&constructor=2'],
    ['a password of a megabyte', `username=a&password=${'x'.repeat(900_000)}`],
    ['NUL and line breaks', 'username=a%00b%0d%0aA1+LOGOUT&password=c%00d%0d%0aA2+LOGOUT'],
  ])('answers %s with the page, not with a fault', async (_what, body) => {
    const { app } = await application()
    const browser = browse(app)
    const page = await browser.open('/login')
    const answer = await browser.agent
      .post('/login')
      .type('form')
      .send(`token=${tokenOf(page)}&${body}`)
    expect([401, 422]).toContain(answer.status)
    expect(answer.text).toContain('Se connecter')
  })
})

function tokenOf(page: { $: (selector: string) => { val(): string | string[] | undefined } }): string {
  return String(page.$('input[name=token]').val())
}
