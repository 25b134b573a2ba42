import { startFaultProxy } from '../../lab/fault-proxy.ts'
import { letter, openServer } from '../imap/open-mail.ts'
import { choose, openPoorMailbox, rows, subjectsIn, uidsIn, type PoorServer } from './poor-mailbox.ts'

export function signingIn(server: () => PoorServer): void {
  it('is refused to a wrong password, by the server', async () => {
    const { user } = await openPoorMailbox(server())
    const again = openServer({ imap: { ...server().ours, tls: 'none' } })
    await expect(again.signIn(user.login, { ...user, password: 'wrong' })).rejects.toMatchObject({
      reason: 'credentials-rejected',
    })
  })

  it('lasts when the line is lost in between', async () => {
    const proxy = await startFaultProxy(server().ours)
    try {
      const { account, bring } = await openPoorMailbox({ ...server(), ours: proxy.address })
      await bring('INBOX', { raw: letter('Before') })
      expect(await subjectsIn(account)).toEqual(['Before'])
      proxy.restart()
      await bring('INBOX', { raw: letter('After') })
      expect(await subjectsIn(account)).toEqual(['After', 'Before'])
      await account.changeFlags(await choose(account, 'INBOX', await uidsIn(account)), { add: ['seen'] })
      expect((await rows(account)).every(({ flags }) => flags.has('seen'))).toBe(true)
    } finally {
      await proxy.stop()
    }
  })
}
