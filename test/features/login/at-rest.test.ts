import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { createApp } from '../../../src/app.ts'
import { browse } from '../../support/browser.ts'
import { lab } from '../../support/lab.ts'
import { application } from '../../support/webmail.ts'

describe('the store and the logs', () => {
  it('hold no password, login, address or NUMEN, in plain, base64 or hex', async () => {
    const lines: string[] = []
    const log = pino({ level: 'trace' }, keepIn(lines))
    const { parts, config } = await application()
    const app = createApp({ ...parts, log })
    const password = 'Traboule-très-secret-2026!'
    const user = await lab().addUser({ password })
    const numen = '01E9501234ABC'

    for (const username of [numen, user.address, user.login]) {
      const page = await browse(app).open('/login?next=%2Foutbox')
      const right = username === user.login
      const answer = await page.press('Se connecter', { username, password: right ? password : `${password}x` })
      expect(answer.status).toBe(right ? 200 : 401)
    }

    // Written down in every form on purpose: a search that missed one would find no secret either.
    const planted = 'mot posé là exprès'
    const inForms = formsOf(planted).join(' ')
    const person = await parts.people.find(user.login)
    const account = person && (await parts.accounts.accounts.find(person, user.login))
    await parts.settings.save(account?.id ?? '', inForms, 'x')
    log.info(inForms)
    const kept = await contentOf(config.dataDir)
    const logged = Buffer.from(lines.join(''))
    expect(lines.length).toBeGreaterThan(5)
    for (const form of formsOf(planted)) expect([kept.includes(form), logged.includes(form)]).toEqual([true, true])
    for (const secret of [password, user.login, user.address, numen, numen.toLowerCase()]) {
      for (const form of formsOf(secret)) {
        expect({ secret, form, kept: kept.includes(form), logged: logged.includes(form) }).toEqual({
          secret,
          form,
          kept: false,
          logged: false,
        })
      }
    }
  })

  it('show an id of a session to nobody who reads them', async () => {
    const { app, config } = await application()
    const user = await lab().addUser()
    const browser = browse(app)
    await (await browser.open('/login')).press('Se connecter', { username: user.login, password: user.password })
    const { jar } = browser.agent as unknown as { jar: { getCookie(name: string, place: object): { value: string } } }
    const place = { domain: '127.0.0.1', path: '/', secure: false, script: false }
    const id = decodeURIComponent(jar.getCookie('session', place).value).slice(2).split('.')[0] ?? ''
    const key = jar.getCookie('key', place).value

    expect([id.length, key.length]).toEqual([43, 43])
    const kept = await contentOf(config.dataDir)
    for (const secret of [id, key]) {
      for (const form of formsOf(secret)) expect(kept.includes(form)).toBe(false)
      expect(kept.includes(Buffer.from(secret, 'base64url'))).toBe(false)
    }
  })
})

/** A secret as it may lie about: as it is, in base64 at each of its three offsets, in hex. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const encoded = [0, 1, 2].map((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset, 'x'), bytes]).toString('base64')
    return shifted.slice(offset === 0 ? 0 : 4, -4)
  })
  return [
    secret,
    ...encoded,
    ...encoded.map((one) => one.replaceAll('+', '-').replaceAll('/', '_')),
    bytes.toString('hex'),
  ]
}

async function contentOf(folder: string): Promise<Buffer> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return Buffer.concat(await Promise.all(files.map(({ parentPath, name }) => readFile(path.join(parentPath, name)))))
}

function keepIn(lines: string[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
}
