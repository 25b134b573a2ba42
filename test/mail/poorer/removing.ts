import { letter } from '../imap/open-mail.ts'
import { choose, openPoorMailbox, rows, subjectsIn, uidsIn, type PoorServer } from './poor-mailbox.ts'

/** What must never happen anywhere: that a message goes which nobody here named. */
export function removing(server: () => PoorServer, { precise }: { precise: boolean }): void {
  const withThree = async () => {
    const mailbox = await openPoorMailbox(server())
    const uids: number[] = []
    for (const subject of ['one', 'two', 'three']) uids.push(await mailbox.bring('INBOX', { raw: letter(subject) }))
    const [one = 0, two = 0, three = 0] = uids
    // Another program's business: flagged for removal, and not removed.
    await mailbox.elsewhere('INBOX', (imap) => imap.messageFlagsAdd(String(three), ['\\Deleted'], { uid: true }))
    return { ...mailbox, one, two, three }
  }

  it('moves the messages named, and leaves what another program flagged for removal', async () => {
    const { account, one, two, three } = await withThree()
    const archive = await account.folderFor('archive')
    const moved = await account.moveMessages(await choose(account, 'INBOX', [one, two, three + 7]), archive)
    expect(moved.from.uids).toEqual([one, two])
    expect(await subjectsIn(account, archive)).toEqual(['two', 'one'])
    if (moved.uidMap.size > 0) {
      const inArchive = await account.listMessages(archive, { page: 1, size: 5 })
      expect(moved.toUidValidity).toBe(inArchive.uidValidity)
      expect([...moved.uidMap.values()]).toEqual(inArchive.items.map(({ ref }) => ref.uid).reverse())
    }
    const left = await rows(account)
    expect(left.find(({ ref }) => ref.uid === three)?.flags.has('deleted')).toBe(true)
    if (precise) expect(await uidsIn(account)).toEqual([three])
  })

  it('removes the messages named for ever, or marks them, and no other', async () => {
    const { account, one, two, three } = await withThree()
    const removed = await account.removeMessages(await choose(account, 'INBOX', [one, three + 7]))
    expect(removed).toMatchObject({ how: precise ? 'expunged' : 'marked', selection: { uids: [one] } })
    expect(await uidsIn(account)).toEqual(precise ? [three, two] : [three, two, one])
    const flagged = (await rows(account)).filter(({ flags }) => flags.has('deleted')).map(({ ref }) => ref.uid)
    expect(flagged).toEqual(precise ? [three] : [three, one])
  })
}
