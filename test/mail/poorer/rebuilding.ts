import { eventually } from '../../support/compose.ts'
import { letter } from '../imap/open-mail.ts'
import { openPoorMailbox, rows, subjectsIn, type PoorServer } from './poor-mailbox.ts'

export function rebuilding(server: () => PoorServer): void {
  it('never takes the messages of a folder made anew for the old ones', async () => {
    const { account, bring, elsewhere, named, server: ours, user } = await openPoorMailbox(server())
    await bring('Classe', { raw: letter('old') })
    const path = await named('Classe')
    const [old] = await rows(account, path)
    if (!old) throw new Error('no row')
    const { ref } = old
    await ours.signOut(user.login)
    await elsewhere('INBOX', async (imap) => {
      // Both servers number a folder by the second in which it was made.
      await eventually(async () => {
        await imap.mailboxDelete(path)
        await imap.mailboxCreate(path)
        const status = await imap.status(path, { uidValidity: true })
        return status && String(status.uidValidity) !== ref.uidValidity
      })
      await imap.append(path, letter('new'))
    })
    const gone = { reason: 'message-not-found' }
    await expect(account.readMessage(ref)).rejects.toMatchObject(gone)
    await expect(
      account.removeMessages({ folder: path, uidValidity: ref.uidValidity, uids: [ref.uid] }),
    ).rejects.toMatchObject(gone)
    expect(await subjectsIn(account, path)).toEqual(['new'])
  })
}
