import type { MailServer } from '../../../src/mail/mail-account.ts'
import type { LabUser } from '../../lab/people.ts'
import { startFaultProxy, type FaultProxy } from '../../lab/fault-proxy.ts'
import { lab } from '../../support/lab.ts'
import { elsewhere, fill, letter, openServer } from './open-mail.ts'

let proxy: FaultProxy
let user: LabUser

beforeEach(async () => {
  proxy = await startFaultProxy(lab().imap)
  user = await lab().addUser()
})

afterEach(() => proxy.stop())

const through = (options = {}): MailServer => openServer({ imap: { ...proxy.address, tls: 'none' }, ...options })
const page = { page: 1, size: 25 }

/** Waits for what the network does a moment later. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const limit = Date.now() + 5000
  while (!(await condition())) {
    if (Date.now() > limit) throw new Error('It never came')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('kept connections', () => {
  it('serve twenty requests at once over two at most', async () => {
    await fill(user, 30)
    const account = through().account(user.login, user)
    const pages = await Promise.all(Array.from({ length: 20 }, () => account.listMessages('INBOX', page)))
    for (const { items } of pages) expect(items).toHaveLength(25)
    expect(proxy.traffic().connections).toBeLessThanOrEqual(2)
  })

  it('keep the folder being read selected while other work goes on', async () => {
    await fill(user, 5)
    const account = await through().signIn(user.login, user)
    await account.listMessages('INBOX', page)
    await account.findByHeader('Envoyés', 'Message-ID', '<x>')
    await account.append('Brouillons', Buffer.from(letter('x')), {})
    proxy.reset()
    await account.listMessages('INBOX', page)
    expect(proxy.traffic().commands).toBe(1)
  })

  it('are used again by the next request, and closed at sign-out', async () => {
    const server = through()
    await server.signIn(user.login, user)
    await server.account(user.login, user).folders()
    expect(proxy.traffic().connections).toBe(1)
    await server.signOut(user.login)
    await server.account(user.login, user).folders()
    expect(proxy.traffic().connections).toBe(2)
  })

  it('are never shared with somebody who comes with another password', async () => {
    const server = through()
    await (await server.signIn(user.login, user)).folders()
    const stranger = server.account(user.login, { login: user.login, password: 'guess' })
    await expect(stranger.folders()).rejects.toMatchObject({ reason: 'credentials-rejected' })
  })

  it('prove the password anew at each sign-in', async () => {
    const server = through()
    await server.signIn(user.login, user)
    await server.signIn(user.login, user)
    expect(proxy.traffic().connections).toBe(2)
  })

  it('end when nobody has used them for a while', async () => {
    const server = through({ idleAfter: 30 })
    const account = await server.signIn(user.login, user)
    await until(async () => {
      proxy.reset()
      await new Promise((resolve) => setTimeout(resolve, 60))
      await account.folders()
      return proxy.traffic().connections === 1
    })
  })

  it('give way to another user when the process has no more, least recently used first', async () => {
    const server = through({ ceiling: 2 })
    const others = [await lab().addUser(), await lab().addUser()] as const
    const first = await server.signIn(user.login, user)
    for (const other of others) await server.signIn(other.login, other)
    proxy.reset()
    await server.account(others[0].login, others[0]).folders()
    expect(proxy.traffic().connections).toBe(0)
    await first.folders()
    expect(proxy.traffic().connections).toBe(1)
  })

  it('are all served in turn when more users come at once than there are connections', async () => {
    const server = through({ ceiling: 2 })
    const many = await Promise.all(Array.from({ length: 6 }, () => lab().addUser()))
    const listed = await Promise.all(many.map((one) => server.account(one.login, one).folders()))
    expect(listed.map(({ length }) => length)).toEqual(many.map(() => 6))
  })

  it('do without a second one when the server allows no more', async () => {
    await fill(user, 2)
    const account = await through().signIn(user.login, user)
    await account.listMessages('INBOX', page)
    const crowd = await Promise.all(Array.from({ length: 9 }, () => crowded(user)))
    try {
      await expect(account.findByHeader('Envoyés', 'Message-ID', '<x>')).resolves.toMatchObject({ uids: [] })
      await expect(through().signIn(user.login, user)).rejects.toMatchObject({ reason: 'too-many-connections' })
    } finally {
      for (const leave of crowd) leave()
    }
  })

  it('answer nothing more once the service is closed, and leave nothing open', async () => {
    const server = through()
    const account = await server.signIn(user.login, user)
    await server.close()
    await expect(account.folders()).rejects.toMatchObject({ reason: 'server-unreachable' })
  })

  it('let two requests change the same message without losing either', async () => {
    await fill(user, 1)
    const account = await through().signIn(user.login, user)
    const { uidValidity } = await account.listMessages('INBOX', page)
    const selection = { folder: 'INBOX', uidValidity, uids: [1] }
    await Promise.all([
      account.changeFlags(selection, { add: ['seen'] }),
      account.changeFlags(selection, { add: ['flagged'] }),
    ])
    await elsewhere(user, 'INBOX', (imap) => imap.noop())
    const [row] = (await account.listMessages('INBOX', page)).items
    expect(row?.flags).toEqual(new Set(['seen', 'flagged']))
  })
})

/** One more connection of the same user, until it is left. */
function crowded(who: LabUser): Promise<() => void> {
  return new Promise((resolve, reject) => {
    lab()
      .asUser(who, () => new Promise<void>((leave) => resolve(leave)))
      .catch(reject)
  })
}
