import { fill, openMail } from '../../mail/imap/open-mail.ts'
import { startPoorerServer, type RewritingProxy } from '../../mail/imap/rewriting-proxy.ts'
import { allOf, openDesk, subjectsIn } from './desk.ts'
import type { MailAccount } from '../../../src/mail/index.ts'

const flagsIn = async (mail: MailAccount, folder: string) =>
  (await mail.listMessages(folder, { page: 1, size: 100 })).items
    .map(({ subject, flags, keywords }) => [subject, ...flags, ...keywords].join(' '))
    .sort()

describe('on a server that moves, but tells no new UIDs', () => {
  let server: RewritingProxy
  beforeAll(async () => {
    server = await startPoorerServer({ UIDPLUS: 'XIDPLUS', COPYUID: 'XOPYUID' })
  })
  afterAll(() => server.stop())
  const desk = () => openDesk({ mail: { imap: { ...server.address, tls: 'none' } } })

  it('messages are found again by who they are, and those marked before stay marked', async () => {
    const { mail, user, did, undone } = await desk()
    await fill(user, 3)
    const marked = await did(await allOf(mail, 'INBOX', 2), 'follow')
    const junked = await did(await allOf(mail, 'INBOX', 2), 'junk')
    const moved = await did(await allOf(mail, 'Indésirables'), { moveTo: 'Archives' })

    expect(await undone(moved)).toMatchObject({ count: 2, left: [] })
    expect(await undone(junked)).toMatchObject({ count: 2, left: [] })
    expect(await flagsIn(mail, 'INBOX')).toEqual(['Letter 1 flagged', 'Letter 2 flagged', 'Letter 3'])
    expect(await undone(marked)).toMatchObject({ count: 2, left: [] })
    expect(await flagsIn(mail, 'INBOX')).toEqual(['Letter 1', 'Letter 2', 'Letter 3'])
  })

  it('a message that has a double there stays, for nobody can tell which one it is', async () => {
    const { mail, user, did, undone } = await desk()
    await fill(user, 1)
    await did(await allOf(mail, 'INBOX'), { copyTo: 'Archives' })
    const id = await did(await allOf(mail, 'INBOX'), 'archive')
    expect(await undone(id)).toMatchObject({ count: 0, left: [{ why: 'unclear', count: 1 }] })
    expect(await subjectsIn(mail, 'Archives')).toEqual(['Letter 1', 'Letter 1'])
  })

  it('copies stay: any message could be one', async () => {
    const { mail, user, did, undone } = await desk()
    await fill(user, 1)
    const id = await did(await allOf(mail, 'INBOX'), { copyTo: 'Archives' })
    expect(await undone(id)).toMatchObject({ count: 0, left: [{ why: 'copies-unknown', count: 1 }] })
    expect(await subjectsIn(mail, 'Archives')).toEqual(['Letter 1'])
  })
})

describe('on a server that can only copy, and removes no message alone', () => {
  let server: RewritingProxy
  beforeAll(async () => {
    server = await startPoorerServer({ ' MOVE': ' XOVE', UIDPLUS: 'XIDPLUS', COPYUID: 'XOPYUID' })
  })
  afterAll(() => server.stop())
  const desk = () => openDesk({ mail: { imap: { ...server.address, tls: 'none' } } })

  it('what was moved counts again where it was, and its copy is flagged instead', async () => {
    const { mail, user, did, undone } = await desk()
    await fill(user, 2)
    const marked = await did(await allOf(mail, 'INBOX', 1), 'follow')
    const id = await did(await allOf(mail, 'INBOX', 1), 'junk')
    expect(await flagsIn(mail, 'INBOX')).toEqual(['Letter 1 flagged deleted $Junk', 'Letter 2'])

    expect(await undone(id)).toMatchObject({ count: 1, left: [{ why: 'copies-marked', count: 1 }] })
    expect(await flagsIn(mail, 'INBOX')).toEqual(['Letter 1 flagged', 'Letter 2'])
    expect(await flagsIn(mail, 'Indésirables')).toEqual(['Letter 1 flagged deleted $Junk'])
    expect(await undone(marked)).toMatchObject({ count: 1, left: [] })
    expect(await flagsIn(mail, 'INBOX')).toEqual(['Letter 1', 'Letter 2'])
  })

  it('what was cleaned away by another program comes back from its copy', async () => {
    const { mail, user, did, undone } = await desk()
    await fill(user, 1)
    const id = await did(await allOf(mail, 'INBOX'), 'archive')
    const other = await openMail({}, user)
    await other.account.removeMessages(await allOf(other.account, 'INBOX'))

    expect(await undone(id)).toMatchObject({ count: 1 })
    expect(await subjectsIn(mail, 'INBOX')).toEqual(['Letter 1'])
  })

  it('what was « removed », which is a flag there, is removed no more', async () => {
    const { mail, user, did, undone } = await desk()
    await fill(user, 1)
    const id = await did(await allOf(mail, 'INBOX'), 'remove')
    expect(await undone(id)).toMatchObject({ what: 'removed', count: 1, left: [] })
    expect(await flagsIn(mail, 'INBOX')).toEqual(['Letter 1'])
  })
})
