import type { MailAccount } from '../../../src/mail/mail-account.ts'
import type { Selection } from '../../../src/mail/types.ts'
import { elsewhere, fill, openMail } from './open-mail.ts'
import { startPoorerServer } from './rewriting-proxy.ts'

async function selection(account: MailAccount, uids: number[]): Promise<Selection> {
  const { uidValidity } = await account.listMessages('INBOX', { page: 1, size: 1 })
  return { folder: 'INBOX', uidValidity, uids }
}

const keywords = async (account: MailAccount): Promise<string[][]> => {
  const { items } = await account.listMessages('INBOX', { page: 1, size: 50 })
  return items.map((item) => [...item.keywords].sort()).reverse()
}

describe('labels', () => {
  it('are set and taken away, whatever their case, and what changed is told', async () => {
    const { user, account } = await openMail()
    await fill(user, 3)
    await elsewhere(user, 'INBOX', (imap) => imap.messageFlagsAdd('2', ['Voyage'], { uid: true }))
    const all = await selection(account, [1, 2, 3])

    const set = await account.changeFlags(all, { addKeywords: ['voyage', '$label1'] })
    const again = await account.changeFlags(all, { addKeywords: ['VOYAGE'] })
    const some = await account.changeFlags(
      { ...all, uids: [1, 2] },
      { removeKeywords: ['voyage', 'unknown', 'deux mots'] },
    )

    expect(set.selection.uids).toEqual([1, 2, 3])
    expect(set.before).toContainEqual({ uid: 2, flags: [], keywords: ['Voyage'] })
    expect(again.selection.uids).toEqual([])
    expect(some.selection.uids).toEqual([1, 2])
    expect(await keywords(account)).toEqual([['$label1'], ['$label1'], ['$label1', 'Voyage']])
  })

  it.each(['deux mots', 'été', '', 'a)b', 'a]b', '\\Seen', '*', 'x\r\nA1 LOGOUT', 'long'.repeat(30), 'l'.repeat(60)])(
    'that are none for a server are refused, and nothing changes: %j',
    async (keyword) => {
      const { user, account } = await openMail()
      await fill(user, 1)
      const change = account.changeFlags(await selection(account, [1]), { addKeywords: [keyword] })
      await expect(change).rejects.toMatchObject({ reason: 'keyword-refused' })
      expect(await keywords(account)).toEqual([[]])
    },
  )

  it('that a folder will not keep are refused before anything is sent', async () => {
    const poorer = await startPoorerServer({ ' \\*)]': ' Kept)]' })
    const { user, account, commands } = await openMail({ imap: { ...poorer.address, tls: 'none' } })
    await fill(user, 1)
    const one = await selection(account, [1])
    commands()

    const change = account.changeFlags(one, { add: ['flagged'], addKeywords: ['voyage'] })
    await expect(change).rejects.toMatchObject({ reason: 'keyword-refused' })
    expect(commands()).toEqual(['NOOP'])
    expect((await account.changeFlags(one, { addKeywords: ['kept'] })).selection.uids).toEqual([1])
    await poorer.stop()
  })
})

describe('flagging thousands', () => {
  it('tells who truly changed and how each was before', async () => {
    const { user, account } = await openMail()
    await fill(user, 1200)
    await elsewhere(user, 'INBOX', async (imap) => {
      await imap.messageFlagsAdd('5:10', ['\\Seen'], { uid: true })
      await imap.messageFlagsAdd('7,20', ['\\Answered', 'Voyage'], { uid: true })
      await imap.messageDelete('30', { uid: true })
    })
    const all = await selection(
      account,
      Array.from({ length: 1300 }, (_, index) => index + 1),
    )

    const read = await account.changeFlags(all, { add: ['seen'], removeKeywords: ['VOYAGE'] })

    expect(read.selection.uids).toHaveLength(1199 - 5)
    expect(read.before).toHaveLength(1199 - 5)
    expect(read.before.find(({ uid }) => uid === 7)).toEqual({
      uid: 7,
      flags: ['seen', 'answered'],
      keywords: ['Voyage'],
    })
    expect(read.before.find(({ uid }) => uid === 20)).toEqual({ uid: 20, flags: ['answered'], keywords: ['Voyage'] })
    expect(read.before.find(({ uid }) => uid === 1200)).toEqual({ uid: 1200, flags: [], keywords: [] })
    expect(await account.listMessages('INBOX', { page: 1, size: 1, only: 'unread' })).toMatchObject({ total: 0 })
    expect(await account.listMessages('INBOX', { page: 1, size: 1, only: { label: 'voyage' } })).toMatchObject({
      total: 0,
    })
    expect((await account.changeFlags(all, { add: ['seen'] })).selection.uids).toEqual([])
  })

  it('knows of labels that came while the folder was open', async () => {
    const { user, account } = await openMail()
    await fill(user, 600)
    const all = await selection(
      account,
      Array.from({ length: 600 }, (_, index) => index + 1),
    )
    await elsewhere(user, 'INBOX', (imap) => imap.messageFlagsAdd('9', ['neuve'], { uid: true }))
    const { before } = await account.changeFlags(all, { add: ['flagged'] })
    expect(before.find(({ uid }) => uid === 9)).toEqual({ uid: 9, flags: [], keywords: ['neuve'] })
  })
})
