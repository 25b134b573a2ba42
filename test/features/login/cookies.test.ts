import { browse } from '../../support/browser.ts'
import { cookieHeader, settingsOf } from '../../support/cookies.ts'
import { lab } from '../../support/lab.ts'
import { application } from '../../support/webmail.ts'

const https = { PUBLIC_URL: 'https://webmail.ac-lyon.example' }

/** What a sign-in sets, sorted, values left out; `cookie` is what the browser sends. */
async function signInCookies(env: Record<string, string>, computer: 'shared' | 'own') {
  const { app } = await application(env)
  const user = await lab().addUser()
  const browser = browse(app)
  const page = await browser.open('/login')
  const fields = { token: String(page.$('input[name=token]').val()), username: user.login, password: user.password }
  const answer = await browser.agent
    .post('/login')
    .set(
      'Cookie',
      settingsOf(page.headers)
        .map((line) => line.split(';')[0])
        .join('; '),
    )
    .type('form')
    .send({ ...fields, computer })
  expect(answer.status).toBe(303)
  return { lines: settingsOf(answer.headers), page, app }
}

const attributesOf = (line: string) =>
  line
    .split('; ')
    .slice(1)
    .map((one) => one.replace(/=(\w+, .*|\d+)$/, ''))
    .sort()
const nameOf = (line: string) => line.split('=')[0]

describe('cookies', () => {
  it('are plain, for lynx, over http, and end with the browser on a shared computer', async () => {
    const { lines, page } = await signInCookies({}, 'shared')
    const session = lines.filter((line) => nameOf(line) !== 'browser')

    expect(lines.map(nameOf).sort()).toEqual(['browser', 'key', 'session'])
    for (const line of [...session, ...settingsOf(page.headers)]) {
      expect(attributesOf(line)).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax'])
    }
  })

  it('are Secure and bound to the host over https', async () => {
    const { lines, page } = await signInCookies(https, 'shared')
    expect(lines.map(nameOf).sort()).toEqual(['__Host-browser', '__Host-key', '__Host-session'])
    expect(settingsOf(page.headers).map(nameOf)).toEqual(['__Host-login'])
    for (const line of lines.filter((one) => nameOf(one) !== '__Host-browser')) {
      expect(attributesOf(line)).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure'])
    }
  })

  it('stay as long as a session can, and no longer, on one’s own device', async () => {
    const { lines } = await signInCookies({}, 'own')
    const ends = lines
      .filter((line) => nameOf(line) !== 'browser')
      .map((line) => Date.parse(/Expires=([^;]+)/.exec(line)?.[1] ?? '') - Date.now())

    expect(ends).toHaveLength(2)
    for (const end of ends) expect(Math.abs(end - 20 * 3_600_000)).toBeLessThan(60_000)
  })

  it('let who uses https sign in, come back and sign out', async () => {
    const { lines, app } = await signInCookies(https, 'own')
    const cookie = lines.map((line) => line.split(';')[0]).join('; ')
    const inbox = await browse(app).agent.get('/mail/INBOX').set('Cookie', cookie)
    expect(inbox.status).toBe(200)

    const _csrf = /name="_csrf" value="([^"]+)"/.exec(inbox.text)?.[1]
    const left = await browse(app).agent.post('/logout').set('Cookie', cookie).type('form').send({ _csrf })
    expect(left.status).toBe(303)
    const cleared = settingsOf(left.headers).filter((line) => line.includes('Expires=Thu, 01 Jan 1970'))
    expect(cleared.map(nameOf).sort()).toEqual(['__Host-key', '__Host-session'])
    for (const line of cleared) expect(attributesOf(line)).toContain('Secure')
  })

  it('keep what tells a browser apart when somebody signs out', async () => {
    const { app } = await application()
    const user = await lab().addUser()
    const browser = browse(app)
    const inbox = await (
      await browser.open('/login')
    ).press('Se connecter', { username: user.login, password: user.password })
    await inbox.press('Se déconnecter')
    expect(cookieHeader(browser)).toMatch(/browser=[\w-]{22}/)
    expect(cookieHeader(browser)).not.toMatch(/session=.|key=./)
  })
})
