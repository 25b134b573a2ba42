import type { MailAccount } from '../../../src/mail/mail-account.ts'
import type { MessageSummary } from '../../../src/mail/types.ts'
import { openMail } from './open-mail.ts'

async function listed(account: MailAccount, raw: string | Buffer): Promise<MessageSummary | undefined> {
  await account.append('Archives', Buffer.from(raw), {})
  return (await account.listMessages('Archives', { page: 1, size: 1 })).items[0]
}

describe('an address that is none', () => {
  it.each([
    ['Le secrétariat <>', { name: 'Le secrétariat', address: '' }],
    ['secretariat', { name: 'secretariat', address: '' }],
    ['Intendance <intendance>', { name: 'Intendance', address: '' }],
  ])('keeps its name without the words the server puts in its place: %s', async (written, read) => {
    const { account } = await openMail()

    const message = await listed(account, `From: ${written}\r\nTo: ${written}\r\nSubject: x\r\n\r\nx\r\n`)

    expect(message?.to).toEqual([read])
    expect(message?.from).toEqual([read])
    expect(message?.replyTo).toEqual([])
  })

  it.each(['<>', '<@>', ', ;'])('is nobody where it says nothing: %s', async (written) => {
    const { account } = await openMail()

    const message = await listed(account, `From: a@lyon.example\r\nTo: ${written}\r\nSubject: x\r\n\r\nx\r\n`)

    expect(message?.to).toEqual([])
  })
})

describe('the first words of a letter', () => {
  it('are left out where the server could not read them', async () => {
    const { account } = await openMail()
    const head = 'From: a@lyon.example\r\nSubject: x\r\nContent-Type: text/plain; charset=x-inconnu\r\n\r\n'

    const message = await listed(account, Buffer.from(`${head}Un jeu de caractères inconnu.\r\n`, 'latin1'))

    expect(message?.preview).toBe('')
  })
})
