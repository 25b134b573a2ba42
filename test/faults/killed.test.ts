import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { signInto, startApplication, type RunningApplication } from '../bench/application.ts'
import type { LabUser } from '../lab/index.ts'
import { passingSecrets } from '../lab/environment.ts'
import { startFaultProxy } from '../lab/fault-proxy.ts'
import { browse } from '../support/browser.ts'
import { filesOn, typedIn } from '../support/compose.ts'
import { lab } from '../support/lab.ts'
import { temporaryFolder } from '../support/store.ts'

const messages = 300

/** A process that can be killed, and begun again on the same store. */
async function service({ imap } = lab()): Promise<() => Promise<RunningApplication>> {
  const folder = await temporaryFolder()
  const secrets = passingSecrets()
  return () => startApplication({ ...lab(), imap, folder }, { ...secrets, LOG_LEVEL: 'silent' })
}

async function kill({ pid }: RunningApplication): Promise<void> {
  process.kill(pid, 'SIGKILL')
  while (existsSync(`/proc/${String(pid)}/exe`)) await pause(5)
}

const subjectsIn = (user: LabUser, folder: string): Promise<string[]> =>
  lab().asUser(user, async (imap) => {
    const { exists } = await imap.mailboxOpen(folder)
    const found = exists > 0 ? await imap.fetchAll('1:*', { envelope: true }) : []
    return found.map(({ envelope }) => envelope?.subject ?? '')
  })

describe('a process that is killed', () => {
  it('while it moves hundreds of messages leaves each of them once, here or there', async () => {
    let heard: (bytes: Buffer) => void = () => undefined
    const proxy = await startFaultProxy(lab().imap, (_line, bytes) => heard(bytes))
    const start = await service({ ...lab(), imap: proxy.address })
    const user = await lab().addUser()
    await lab().append(user, 'INBOX', { raw: 'Subject: n0\r\n\r\nx\r\n' })
    const others = Array.from({ length: messages - 1 }, (_, at) => `Subject: n${String(at + 1)}\r\n\r\nx\r\n`)
    await lab().seedMaildir(
      user.login,
      'INBOX',
      others.map((raw, at) => ({ raw, date: new Date(1e12 + at * 1000) })),
    )

    // What the server says to UID MOVE (RFC 6851 §4.3): first where they went, then each that is gone.
    for (const [word, life] of [
      ['COPYUID', 0],
      ['COPYUID', 5],
      ['EXPUNGE', 0],
    ] as const) {
      const application = await start()
      const reader = await signInto(application.port, user, 'own')
      const from = (await subjectsIn(user, 'INBOX')).length > 0 ? 'INBOX' : 'Archives'
      const to = from === 'INBOX' ? 'Archives' : 'INBOX'
      const drawn = (await reader.get(`/mail/${from}/all`)).text()
      const begun = Promise.withResolvers<undefined>()
      heard = (bytes) => bytes.includes(word) && begun.resolve(undefined)
      const moving = reader.post(`/mail/${from}/all`, drawn, { to, to2: to, 'do-move2': 'x' }).catch(() => 'cut')
      await begun.promise
      await pause(life)
      await kill(application)
      await moving

      const all = [...(await subjectsIn(user, 'INBOX')), ...(await subjectsIn(user, 'Archives'))]
      expect(new Set(all).size).toBe(messages)
      expect(all).toHaveLength(messages)
    }
    await proxy.stop()
  })

  it('while a file comes up leaves the letter as it was saved, and takes the file at the next try', async () => {
    const start = await service()
    const user = await lab().addUser()
    const first = await start()
    const browser = browse(`http://127.0.0.1:${String(first.port)}`)
    const login = await browser.open('/login')
    await login.press('Se connecter', { username: user.login, password: user.password })
    const letter = { subject: 'Avec une vidéo', body: 'Voici.' }
    const page = await (await browser.open('/compose')).press('do-save', letter)
    const video = { field: 'files', name: 'sortie.mp4', content: randomBytes(8_000_000) }

    const uploading = page.press('do-save', { ...letter, body: 'Voici la vidéo.' }, [video]).catch(() => 'cut')
    await pause(40)
    await kill(first)
    await uploading

    const second = await start()
    const again = browse(`http://127.0.0.1:${String(second.port)}`)
    const back = await again.open('/login')
    await back.press('Se connecter', { username: user.login, password: user.password })
    const kept = await again.open(page.url)
    expect(typedIn(kept)).toMatchObject(letter)
    expect(filesOn(kept)).toEqual([])
    expect(filesOn(await kept.press('do-save', letter, [video]))).toEqual(['sortie.mp4'])
    await second.stop()
  })
})
