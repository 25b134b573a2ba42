import type { ImapFlow } from 'imapflow'
import type { MailAccount } from '../../../src/mail/mail-account.ts'
import { type Lab, startLab } from '../../lab/index.ts'
import type { LabUser } from '../../lab/people.ts'
import { frozenFolder, letter, openServer } from './open-mail.ts'

/** Verbs the library lacks. */
interface Executor {
  exec(verb: string, words: { type: string; value: string }[]): Promise<{ next: () => void }>
}

async function setAcl(imap: ImapFlow, words: string[]): Promise<void> {
  const { next } = await (imap as unknown as Executor).exec(
    'SETACL',
    words.map((value) => ({ type: 'STRING', value })),
  )
  next()
}

interface Sharing {
  ana: LabUser
  account: MailAccount
  /** The whole name, for Brahim, of what Ana shares. */
  pathOf: (...parts: string[]) => string
}

/** Ana gives Brahim `rights` on two folders of hers. */
async function shareOn(mailServer: Lab, rights: string): Promise<Sharing> {
  const { separator } = mailServer
  const [ana, brahim] = [await mailServer.addUser(), await mailServer.addUser()]
  await mailServer.asUser(ana, async (imap) => {
    const prefix = imap.namespace?.prefix ?? ''
    for (const name of [`${prefix}Projets`, `${prefix}Projets${separator}2026`]) {
      await imap.mailboxCreate(name)
      await imap.append(name, letter('Shared'))
      await setAcl(imap, [name, brahim.login, rights])
    }
  })
  const account = await openServer({ imap: { ...mailServer.imap, tls: 'none' } }).signIn(brahim.login, brahim)
  return { ana, account, pathOf: (...parts) => ['partages', ana.login, ...parts].join(separator) }
}

describe('folders that others share', () => {
  let mailServer: Lab
  const others: Lab[] = []
  beforeAll(async () => {
    mailServer = await startLab({ shared: true })
    others.push(mailServer)
  })
  afterAll(() => Promise.all(others.map((lab) => lab.stop())))

  it.each([
    ['in a mailbox divided by « / »', undefined],
    ['beside a namespace under INBOX', { shared: true, separator: '.', underInbox: true } as const],
  ])('come after one’s own with their owner, and can be read, %s', async (_words, options) => {
    const place = options ? await startLab(options) : mailServer
    others.push(place)
    const { ana, account, pathOf } = await shareOn(place, 'lr')
    const folders = await account.folders()

    expect(folders.slice(0, 6).every((folder) => folder.shared === undefined)).toBe(true)
    expect(folders.slice(6)).toMatchObject([
      { path: pathOf('Projets'), name: 'Projets', depth: 0, shared: { owner: ana.login }, messages: 1 },
      { path: pathOf('Projets', '2026'), name: '2026', depth: 1, shared: { owner: ana.login } },
    ])
    expect(await account.listMessages(pathOf('Projets'), { page: 1, size: 5 })).toMatchObject({ total: 1 })
  })

  it('cost no round trip of their own', async () => {
    const { account } = await shareOn(mailServer, 'lr')
    const sizes = await account.folderSizes()
    expect([...sizes.keys()].some((path) => path.startsWith('partages/'))).toBe(true)
  })

  it('tell what may be done in them', async () => {
    const { account, pathOf } = await shareOn(mailServer, 'lrswi')
    expect(await account.folderRights(pathOf('Projets'))).toEqual(['read', 'mark', 'insert'])
    expect(await account.folderRights('INBOX')).toContain('administer')
  })

  it('can be shown and hidden, and refuse what their owner does not allow', async () => {
    const { account, pathOf } = await shareOn(mailServer, 'lr')
    const path = pathOf('Projets')
    const isShown = async () => (await account.folders()).find((folder) => folder.path === path)?.subscribed

    expect(await isShown()).toBe(false)
    expect(await account.subscribe(path, true)).toBe(true)
    expect(await isShown()).toBe(true)
    const inside = await frozenFolder(account, pathOf('Projets', '2026'))
    await expect(account.removeFolder(inside)).rejects.toMatchObject({ reason: 'refused' })
    await expect(account.createFolder({ name: 'x', inside: path })).rejects.toMatchObject({ reason: 'refused' })
    expect(await account.subscribe(path, false)).toBe(true)
  })

  it('take no role from their owner', async () => {
    const { account } = await shareOn(mailServer, 'lr')
    const taken = (await account.folders()).filter(({ role, shared }) => role && shared)
    expect(taken).toEqual([])
  })
})
