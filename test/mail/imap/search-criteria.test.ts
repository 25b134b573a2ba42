import type { MailAccount } from '../../../src/mail/mail-account.ts'
import type { Criterion } from '../../../src/mail/types.ts'
import { lab } from '../../support/lab.ts'
import { elsewhere, openMail } from './open-mail.ts'

const withFile = (name: string): string =>
  [
    'Content-Type: multipart/mixed; boundary=b\r\n',
    '--b\r\nContent-Type: text/plain\r\n\r\nBonjour\r\n--b',
    `Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\nx\r\n--b--\r\n`,
  ].join('\r\n')

/** Subject → header and body beneath it. */
const letters: Record<string, string> = {
  plain: 'From: Zoé <zoe@lyon.example>\r\nTo: classe@lyon.example\r\n\r\nLe mot rare est papillon.\r\n',
  copied: 'From: x@lyon.example\r\nTo: y@lyon.example\r\nCc: cantine@lyon.example\r\n\r\nx\r\n',
  list: 'From: x@lyon.example\r\nList-Id: Vie scolaire <vie.lyon.example>\r\n\r\nx\r\n',
  large: `From: x@lyon.example\r\n\r\n${'Des mots.\r\n'.repeat(2000)}`,
  exercise: `From: x@lyon.example\r\n${withFile('Exercice 3.PDF')}`,
  summary: `From: x@lyon.example\r\n${withFile('=?utf-8?Q?R=C3=A9sum=C3=A9.odt?=')}`,
}

async function mailbox(): Promise<MailAccount> {
  const { user, account } = await openMail()
  const messages = Object.entries(letters).map(([subject, rest], index) => ({
    raw: `Subject: ${subject}\r\n${rest}`,
    date: new Date(Date.UTC(2026, 8, 1 + index, 12)),
    flags: index === 0 ? [] : ['\\Seen'],
  }))
  await lab().seedMaildir(user.login, 'INBOX', messages)
  await elsewhere(user, 'INBOX', async (imap) => {
    await imap.messageFlagsAdd('2', ['\\Flagged', 'voyage'], { uid: true })
    await imap.messageFlagsAdd('3', ['\\Answered'], { uid: true })
  })
  return account
}

describe('what can be searched for', () => {
  let account: MailAccount
  beforeEach(async () => (account = await mailbox()))

  async function found(...criteria: Criterion[]): Promise<string[]> {
    const { items, failed } = await account.search({ folders: ['INBOX'], criteria, size: 100 })
    expect(failed).toEqual([])
    return items.map(({ subject }) => subject).reverse()
  }

  it('senders, receivers, lists and words of the text', async () => {
    expect(await found({ what: 'from', contains: 'ZOE@lyon' })).toEqual(['plain'])
    expect(await found({ what: 'to', contains: 'classe' })).toEqual(['plain'])
    expect(await found({ what: 'cc', contains: 'cantine' })).toEqual(['copied'])
    expect(await found({ what: 'list', contains: 'vie.lyon' })).toEqual(['list'])
    expect(await found({ what: 'body', contains: 'papillon' })).toEqual(['plain'])
    expect(await found({ what: 'text', contains: 'cantine' })).toEqual(['copied'])
    expect(await found({ what: 'body', contains: 'cantine' })).toEqual([])
  })

  it('days, sizes and flags', async () => {
    expect(await found({ what: 'since', day: '2026-09-05' })).toEqual(['exercise', 'summary'])
    expect(await found({ what: 'before', day: '2026-09-02' })).toEqual(['plain'])
    expect(await found({ what: 'larger', bytes: 10_000 })).toEqual(['large'])
    expect(await found({ what: 'smaller', bytes: 10_000 }, { what: 'followed' })).toEqual(['copied'])
    expect(await found({ what: 'unread' })).toEqual(['plain'])
    expect(await found({ what: 'read' }, { what: 'answered' })).toEqual(['list'])
    expect(await found({ what: 'label', keyword: 'Voyage' })).toEqual(['copied'])
  })

  it('files by their names, whatever their case and accents, and messages with any', async () => {
    expect(await found({ what: 'file', contains: 'exercice 3.pdf' })).toEqual(['exercise'])
    expect(await found({ what: 'file', contains: 'resume' })).toEqual(['summary'])
    expect(await found({ what: 'attachment' })).toEqual(['exercise', 'summary'])
    expect(await found({ not: { what: 'attachment' } }, { what: 'since', day: '2026-09-03' })).toEqual([
      'list',
      'large',
    ])
    const either: Criterion = {
      any: [
        { what: 'file', contains: 'exercice' },
        { what: 'body', contains: 'papillon' },
      ],
    }
    expect(await found(either)).toEqual(['plain', 'exercise'])
    expect(await found({ not: either }, { what: 'attachment' })).toEqual(['summary'])
  })

  it('nothing for a day, a label or words that cannot be', async () => {
    for (const day of ['2026-02-30', '2026-13-01', 'demain', '1-Sep-2026', '']) {
      expect(await found({ what: 'since', day })).toEqual([])
    }
    for (const keyword of ['', 'deux mots', 'été', 'a)b', 'x\r\nA1 LOGOUT', '\\Seen', '*']) {
      expect(await found({ what: 'label', keyword })).toEqual([])
    }
    expect(await found({ any: [] })).toEqual([])
    expect(await found({ not: { any: [] } })).toHaveLength(6)
  })

  it('a keyword tells of attachments where the folder keeps it for every message', async () => {
    const { user, account: other } = await openMail()
    await lab().seedMaildir(user.login, 'INBOX', [
      { raw: `Subject: told\r\n\r\nx`, date: new Date(1e12) },
      { raw: `Subject: untold\r\n${withFile('a.pdf')}`, date: new Date(2e12) },
    ])
    await elsewhere(user, 'INBOX', async (imap) => {
      await imap.messageFlagsAdd('1', ['$HasAttachment'], { uid: true })
      await imap.messageFlagsAdd('2', ['$HasNoAttachment'], { uid: true })
    })
    const request = { folders: ['INBOX'], criteria: [{ what: 'attachment' }] satisfies Criterion[], size: 5 }

    expect((await other.search(request)).items.map(({ subject }) => subject)).toEqual(['told'])
    await elsewhere(user, 'INBOX', (imap) => imap.messageFlagsRemove('2', ['$HasNoAttachment'], { uid: true }))
    expect((await other.search(request)).items.map(({ subject }) => subject)).toEqual(['untold'])
  })
})
