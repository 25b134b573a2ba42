import { lab } from '../../support/lab.ts'
import { elsewhere, letter, openMail } from './open-mail.ts'

const criteria = [{ what: 'subject', contains: 'letter' } as const]

const inParts = (subject: string, file: string) =>
  [
    `From: a@b.example\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n`,
    'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nw4lsw6h2ZXM=\r\n',
    `Content-Type: application/pdf; name="${file}"\r\nContent-Disposition: attachment\r\n\r\n%PDF\r\n`,
  ].join('\r\n--b\r\n') + '\r\n--b--\r\n'

async function found() {
  const mail = await openMail()
  for (const [folder, raw] of [
    ['INBOX', letter('Letter one')],
    ['Archives', inParts('Letter two', 'plan.pdf')],
    ['INBOX', inParts('Letter three', 'menu.pdf')],
  ] as const) {
    await lab().append(mail.user, folder, { raw })
  }
  const { items } = await mail.account.search({ folders: ['INBOX', 'Archives'], criteria, size: 10 })
  mail.commands()
  return { ...mail, items, refs: items.map(({ ref }) => ref) }
}

describe('how the texts of messages begin', () => {
  it('is read decoded, in one command a folder, and once', async () => {
    const { account, commands, refs, items } = await found()

    const texts = await account.beginningsOf(refs, 1_000)
    const subjects = new Map(items.map(({ ref, subject }) => [ref, subject]))
    expect(texts.map(({ ref, text }) => [subjects.get(ref), text.trim()]).sort()).toEqual([
      ['Letter one', 'Words of Letter one.'],
      ['Letter three', 'Élèves'],
      ['Letter two', 'Élèves'],
    ])
    expect(commands().filter((verb) => verb === 'UID FETCH')).toHaveLength(2)

    await account.beginningsOf(refs, 1_000)
    expect(commands()).toEqual([])
  })

  it('is cut at the bytes that were asked for, never within a character', async () => {
    const { account, refs } = await found()
    const texts = await account.beginningsOf(refs, 3)
    expect(texts.map(({ text }) => text).sort()).toEqual(['Wor', 'Él', 'Él'])
  })
})

describe('what is attached to messages', () => {
  it('is told from what the search has read, those that are gone left out', async () => {
    const { user, account, commands, refs } = await found()
    const attached = await account.attachmentsOf(refs)

    expect(attached.map(({ attachments }) => attachments.map(({ fileName }) => fileName)).sort()).toEqual([
      [],
      ['menu.pdf'],
      ['plan.pdf'],
    ])
    expect(commands()).not.toContain('UID FETCH')

    await elsewhere(user, 'Archives', (imap) => imap.mailboxDelete('Archives'))
    expect(await account.attachmentsOf(refs)).toHaveLength(2)
    const rebuilt = refs.map((ref) => ({ ...ref, uidValidity: '1' }))
    expect(await account.attachmentsOf(rebuilt)).toEqual([])
  })
})
