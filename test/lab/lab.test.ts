import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startLab, type LabUser } from './index.ts'
import type { LabTools } from './tools.ts'
import { lab } from '../support/lab.ts'

const subjectsIn = (where: LabTools, user: LabUser, folder = 'INBOX') =>
  where.asUser(user, async (imap) => {
    const { exists } = await imap.mailboxOpen(folder)
    const messages = exists > 0 ? await imap.fetchAll('1:*', { envelope: true }) : []
    return messages.map(({ envelope }) => envelope?.subject)
  })

const answersOn = async (port: number): Promise<boolean> => {
  const socket = createConnection(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

describe('a lab', () => {
  it('lives beside another, and neither knows the other’s users', async () => {
    const [one, other] = await Promise.all([startLab(), startLab({ separator: '.' })])
    try {
      const user = await one.addUser()
      await one.deliver(user.login, { from: 'zoe@ac-lyon.example', to: user.address, subject: 'Été', text: '.point' })

      expect(await subjectsIn(one, user)).toEqual(['Été'])
      await expect(subjectsIn(other, user)).rejects.toMatchObject({ authenticationFailed: true })
      await expect(other.deliver(user.login, 'Subject: x\r\n\r\ny')).rejects.toThrow('550')
    } finally {
      await Promise.all([one.stop(), other.stop()])
    }
  })

  it('leaves nothing behind when it stops', async () => {
    const started = await startLab()
    const user = await started.addUser()
    await subjectsIn(started, user)
    await started.stop()

    expect(existsSync(started.runFolder)).toBe(false)
    expect(await Promise.all([started.imap, started.smtp, started.lmtp].map(({ port }) => answersOn(port)))).toEqual([
      false,
      false,
      false,
    ])
  })

  it('ends when the process that started it is killed', async () => {
    const code = `import { startLab } from ${JSON.stringify(path.join(import.meta.dirname, 'index.ts'))}
      const { runFolder, imap } = await startLab()
      process.stdout.write(JSON.stringify({ runFolder, port: imap.port }))`
    const starter = spawn(process.execPath, ['--input-type=module-typescript', '-e', code])
    const [said] = (await once(starter.stdout, 'data')) as [Buffer]
    const { runFolder, port } = JSON.parse(said.toString()) as { runFolder: string; port: number }
    expect(await answersOn(port)).toBe(true)

    starter.kill('SIGKILL')
    while (existsSync(runFolder)) await pause(10)
    expect(await answersOn(port)).toBe(false)
  })

  it('announces French folders with their use', async () => {
    const user = await lab().addUser()
    const folders = await lab().asUser(user, (imap) => imap.list())
    expect(Object.fromEntries(folders.map(({ specialUse, path }) => [specialUse, path]))).toEqual({
      '\\Inbox': 'INBOX',
      '\\Drafts': 'Brouillons',
      '\\Sent': 'Envoyés',
      '\\Archive': 'Archives',
      '\\Junk': 'Indésirables',
      '\\Trash': 'Corbeille',
    })
  })

  it('refuses what does not fit into a full mailbox, by IMAP and by LMTP', async () => {
    const user = await lab().addUser({ quotaMb: 1 })
    const raw = `Subject: Lourd\r\n\r\n${'0123456789\r\n'.repeat(150_000)}`

    await expect(lab().append(user, 'INBOX', { raw })).rejects.toMatchObject({ serverResponseCode: 'OVERQUOTA' })
    await expect(lab().deliver(user.login, raw)).rejects.toThrow('552')
  })

  it.each(['/', '.'] as const)('seeds a maildir under separator %s with dates and flags', async (separator) => {
    const started = await startLab({ separator })
    try {
      const user = await started.addUser()
      const folder = `Établissement${separator}M${separator === '.' ? '/' : '.'} Dupont`
      await started.append(user, folder, { raw: 'Subject: Premier\r\n\r\n' })
      const date = new Date('2026-11-20T08:00:00Z')
      await started.seedMaildir(user.login, folder, [{ raw: 'Subject: Second\n\nmot\n', date, flags: ['\\Seen'] }])

      const [, second] = await started.asUser(user, async (imap) => {
        await imap.mailboxOpen(folder)
        return imap.fetchAll('1:*', { envelope: true, internalDate: true, flags: true })
      })
      expect(second).toMatchObject({ envelope: { subject: 'Second' }, internalDate: date })
      expect([...(second?.flags ?? [])]).toContain('\\Seen')
    } finally {
      await started.stop()
    }
  })

  it('lists everybody, however many are added at once', async () => {
    const users = await Promise.all(Array.from({ length: 30 }, () => lab().addUser()))
    const known = (await lab().people()).map(({ login }) => login)
    expect(known).toEqual(expect.arrayContaining(users.map(({ login }) => login)))
  })

  it('never leaves out somebody it has added, whoever else is being added', async () => {
    const here = lab()
    const adder = new URL('../support/people-adder.ts', import.meta.url).pathname
    const words = [adder, here.folder, here.peopleFile, '40']
    const others = [1, 2].map(() => spawn(process.execPath, words, { stdio: 'inherit' }))
    const ended = Promise.all(others.map((other) => once(other, 'exit')))

    const added: string[] = []
    while (others.some(({ exitCode }) => exitCode === null)) {
      added.push((await here.addUser()).login)
      const listed = (JSON.parse(readFileSync(here.peopleFile, 'utf8')) as LabUser[]).map(({ login }) => login)
      expect(listed).toEqual(expect.arrayContaining(added))
    }
    expect(await ended).toEqual([
      [0, null],
      [0, null],
    ])
  })
})
