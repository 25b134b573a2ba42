import type { ImapFlow } from 'imapflow'
import { createApp } from '../../../src/app.ts'
import type { Deed, History } from '../../../src/work/index.ts'
import { environmentOf } from '../../lab/environment.ts'
import { type Lab, startLab } from '../../lab/index.ts'
import { lab } from '../../support/lab.ts'
import { application, signIn } from '../../support/webmail.ts'
import { raw, said, subjectsOf } from './list-pages.ts'

/** A verb the library lacks (RFC 4314 §3.1). */
interface Executor {
  exec(verb: 'SETACL', words: { type: 'STRING'; value: string }[]): Promise<{ next: () => void }>
}

async function setRights(imap: ImapFlow, words: string[]): Promise<void> {
  const tokens = words.map((value) => ({ type: 'STRING' as const, value }))
  const { next } = await (imap as unknown as Executor).exec('SETACL', tokens)
  next()
}

/** Every other message is unread: so many that no command line holds all their numbers. */
function* everyOther() {
  for (let number = 1; number <= 6_000; number++) {
    const flags = number % 2 ? [] : ['\\Seen']
    yield {
      raw: `From: a@b.example\r\nSubject: n${number}\r\n\r\n${'x'.repeat(205)}\r\n`,
      flags,
      date: new Date(1.75e12),
    }
  }
}

describe('what can be done in part only', () => {
  let mailServer: Lab
  beforeAll(async () => (mailServer = await startLab({ shared: true })))
  afterAll(() => mailServer.stop())

  it('is told: what is gone, and that the rest has not changed', async () => {
    const { app } = await application(environmentOf(mailServer))
    const user = await mailServer.addUser()
    await mailServer.append(user, 'Corbeille', { raw: raw('jeté') })
    await mailServer.append(user, 'Corbeille/Tenace', { raw: raw('dedans') })
    await mailServer.asUser(user, (imap) => setRights(imap, ['Corbeille/Tenace', user.login, 'lrwstipek']))
    const { browser } = await signIn(app, user)
    const asked = await browser.open('/mail/Corbeille/empty')

    const done = await asked.press('Supprimer définitivement')

    expect(said(done)).toBe('Dossier « Corbeille » vidé : 2 messages supprimés définitivement.')
    expect(done.words).toContain('Une partie seulement a pu être faite')
    expect(done.$('#dit')).toHaveLength(1)
    expect(subjectsOf(await browser.open('/mail/Corbeille%2FTenace'))).toEqual([])
  })

  it('is told with its numbers, where the mailbox is full halfway through a copy', async () => {
    const at = await application()
    const user = await lab().addUser({ quotaMb: 2 })
    await lab().seedMaildir(user.login, 'INBOX', everyOther())
    await lab().asUser(user, (imap) => imap.mailboxCreate('4e B'))
    const { browser } = await signIn(at.app, user)
    const whole = await browser.open('/mail/INBOX/all?only=unread')

    const done = await whole.press('Copier', { to2: '4e B' })

    const copied = await lab().asUser(user, async (imap) => (await imap.mailboxOpen('4e B')).exists)
    const [, told, others] =
      /^([\d ]+) messages copiés dans « 4e B ». ([\d ]+) autres n’ont pas pu l’être/.exec(said(done)) ?? []
    const numbers = [told, others].map((digits = '') => Number(digits.replaceAll(' ', '')))
    expect(copied).toBeGreaterThan(1_000)
    expect(numbers).toEqual([copied, 3_000 - copied])
  })

  it('is written down at sign-out too, where the bin keeps a folder', async () => {
    const { parts } = await application(environmentOf(mailServer))
    const written: Deed[] = []
    const write: History['write'] = (account, deed) => {
      written.push(deed)
      return parts.history.write(account, deed)
    }
    const app = createApp({ ...parts, history: { ...parts.history, write } })
    const user = await mailServer.addUser()
    await mailServer.append(user, 'Corbeille', { raw: raw('jeté') })
    await mailServer.append(user, 'Corbeille/Tenace', { raw: raw('dedans') })
    await mailServer.asUser(user, (imap) => setRights(imap, ['Corbeille/Tenace', user.login, 'lrwstipek']))
    const { browser } = await signIn(app, user)
    const page = await browser.open('/settings/privacy')
    const saved = await page.press('Enregistrer', { emptyTrashAtSignOut: 'on' })

    const left = await saved.press('Se déconnecter')

    expect(left.words).toContain('La corbeille n’a pas pu être vidée entièrement')
    const deeds = written.filter(({ kind }) => kind === 'emptied')
    expect(deeds).toMatchObject([{ folder: 'Corbeille', removed: { length: 2 }, folders: [] }])
  })
})
