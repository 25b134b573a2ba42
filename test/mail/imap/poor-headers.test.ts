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

const encoded = (words: string) => `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`

describe('a name or a subject with marks that turn the reading direction', () => {
  it.each(['\u202e', '\u2067', '\u200f', '\u061c'])('loses them, so that none shows as another: %j', async (mark) => {
    const { account } = await openMail()
    const from = `${encoded(`Rectorat ${mark}`)} <elpmaxe.noyl-ca@evil.example>`

    const message = await listed(account, `From: ${from}\r\nSubject: ${encoded(`${mark}fdp.tob`)}\r\n\r\nx\r\n`)

    expect(message?.from).toEqual([{ name: 'Rectorat', address: 'elpmaxe.noyl-ca@evil.example' }])
    expect(message?.subject).toBe('fdp.tob')
  })

  it('reads as it was written in Hebrew and Arabic', async () => {
    const { account } = await openMail()
    const from = `${encoded('דוד לוי')} <david@lyon.example>`

    const message = await listed(account, `From: ${from}\r\nSubject: ${encoded('اجتماع 4B')}\r\n\r\nx\r\n`)

    expect(message?.from).toEqual([{ name: 'דוד לוי', address: 'david@lyon.example' }])
    expect(message?.subject).toBe('اجتماع 4B')
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
