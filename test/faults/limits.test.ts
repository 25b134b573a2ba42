import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { signInto, startApplication, type RunningApplication } from '../bench/application.ts'
import { startFaultProxy, type FaultProxy } from '../lab/fault-proxy.ts'
import type { LabUser } from '../lab/index.ts'
import { browse, type Browser } from '../support/browser.ts'
import { typedIn } from '../support/compose.ts'
import { lab } from '../support/lab.ts'
import { temporaryFolder } from '../support/store.ts'

let application: RunningApplication
let browser: Browser
let proxy: FaultProxy
let user: LabUser

beforeEach(async () => {
  proxy = await startFaultProxy(lab().imap)
  const places = { ...lab(), imap: proxy.address, folder: await temporaryFolder() }
  application = await startApplication(places, { LOG_LEVEL: 'silent' })
  browser = browse(`http://127.0.0.1:${String(application.port)}`)
  user = await lab().addUser()
  const login = await browser.open('/login')
  await login.press('Se connecter', { username: user.login, password: user.password })
})
afterEach(async () => {
  await application.stop()
  await proxy.stop()
})

/** Changes what the system allows the running process (setrlimit(2)): `fsize` in bytes of a file, `nofile` in descriptors. */
const limit = (what: 'fsize' | 'nofile', most: number | 'unlimited'): void => {
  execFileSync('prlimit', [`--pid=${String(application.pid)}`, `--${what}=${String(most)}:`])
}

const descriptors = (): number => readdirSync(`/proc/${String(application.pid)}/fd`).length

describe('a full disk', () => {
  it('is said, leaves the good draft as it was, and is over once there is room', async () => {
    const good = { subject: 'Bon', body: 'Le bon texte.' }
    const page = await (await browser.open('/compose')).press('do-save', good)
    const better = { subject: 'Meilleur', body: 'Le meilleur texte.\n'.repeat(10_000) }
    limit('fsize', 1)

    const failed = await page.press('do-save', better)
    const withFile = await page.press('do-save', good, [
      { field: 'files', name: 'a.bin', content: Buffer.alloc(50_000) },
    ])

    for (const one of [failed, withFile]) {
      expect([one.status, one.$('h1').text()]).toEqual([507, 'Il n’y a plus de place pour enregistrer'])
      expect(one.words).toContain('n’est encore que dans cette page')
    }
    expect(typedIn(await browser.open(page.url))).toMatchObject(good)
    limit('fsize', 'unlimited')
    await page.press('do-save', better)
    expect(typedIn(await browser.open(page.url))).toMatchObject({ subject: 'Meilleur' })
  })
})

describe('no more file descriptors', () => {
  it('is a server that cannot be reached, in words, and is over once there are some', async () => {
    // On a line of HTTP that is kept; that of IMAP is lost, and another would have to be opened.
    const reader = await signInto(application.port, user, 'own')
    await reader.get('/outbox')
    proxy.restart()
    limit('nofile', 10)

    const page = await reader.get('/mail/Archives')

    expect(page.status).toBe(503)
    expect(page.text()).toContain('La messagerie ne répond pas</h1>')
    limit('nofile', 4096)
    expect((await reader.get('/mail/Archives')).status).toBe(200)
  })

  it('because hundreds come at once: they are turned away, and the next one is served', async () => {
    limit('nofile', descriptors() + 20)
    const crowd = Array.from({ length: 300 }, () => connect(application.port, '127.0.0.1').on('error', () => undefined))
    await Promise.all(crowd.map((line) => new Promise((resolve) => line.on('connect', resolve).on('close', resolve))))

    for (const line of crowd) line.destroy()

    expect((await browser.open('/outbox')).status).toBe(200)
    expect((await browser.open('/mail/INBOX')).status).toBe(200)
  })
})
