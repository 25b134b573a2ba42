import { startFaultProxy, type FaultProxy } from '../../lab/fault-proxy.ts'
import { lab } from '../../support/lab.ts'
import { fill, openServer } from './open-mail.ts'

let proxy: FaultProxy
beforeEach(async () => {
  proxy = await startFaultProxy(lab().imap)
})
afterEach(() => proxy.stop())

/** An account with twenty requests, more than it has lines. */
async function crowded() {
  const user = await lab().addUser()
  await fill(user, 30)
  const server = openServer({ imap: { ...proxy.address, tls: 'none' } })
  const account = await server.signIn(user.login, user)
  const answers = Promise.allSettled(
    Array.from({ length: 20 }, () => account.listMessages('INBOX', { page: 1, size: 25 })),
  )
  return { user, server, answers }
}

describe('requests that wait for a line', () => {
  it('are answered though their owner signs out meanwhile, and leave none open', async () => {
    const { user, server, answers } = await crowded()
    await server.signOut(user.login)

    expect(new Set((await answers).map(({ status }) => status))).toEqual(new Set(['fulfilled']))
    expect(server.figures().open).toBe(0)
    expect(proxy.traffic().connections).toBeLessThanOrEqual(4)
  }, 10_000)

  it('are refused when the service closes, and open no line after it', async () => {
    const { server, answers } = await crowded()
    await server.close()

    for (const answer of await answers) expect(answer.status).toBe('rejected')
    expect(proxy.traffic().connections).toBeLessThanOrEqual(3)
  }, 10_000)
})
