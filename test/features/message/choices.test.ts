import type { Preferences } from '../../../src/accounts/index.ts'
import { plain } from '../../support/browser.ts'
import { webmail } from '../../support/webmail.ts'

const raw = (subject: string, text = 'Bonjour.', extra: string[] = []) =>
  [
    ...extra,
    'From: a@ac-lyon.example',
    `Subject: ${subject}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n')

async function reader(choices: Partial<Preferences>, ...messages: string[]) {
  const site = await webmail()
  const person = { login: site.user.login, name: '', addresses: [] }
  const { id } = await site.parts.accounts.accounts.findOrCreate(person, site.user.login)
  await site.parts.preferences.change(id, choices)
  for (const message of messages) await site.mail.append('INBOX', { raw: message })
  return site
}

describe('a reader who marks messages read by hand', () => {
  it('finds them unread after reading, and a submit that says it', async () => {
    const { browser } = await reader({ markRead: 'never' }, raw('celui-ci'))
    const page = await (await browser.open('/mail/INBOX')).follow('celui-ci')
    expect((await browser.open('/mail/INBOX')).$('ul.mail li.new')).toHaveLength(1)

    const marked = await page.press('Marquer lu')
    expect(plain(marked.$('#dit').text())).toBe('1 message marqué lu.')
    expect(marked.$('h1').text()).toBe('celui-ci')
    expect((await browser.open('/mail/INBOX')).$('ul.mail li.new')).toHaveLength(0)
  })
})

describe('a reader who goes on to the next message', () => {
  it.each(['Archiver', 'Supprimer', 'Indésirable'])('has it open after « %s », with what was done', async (submit) => {
    const { browser } = await reader({ afterRemoval: 'next' }, raw('plus ancien'), raw('celui-ci'), raw('plus récent'))
    const page = await (await browser.open('/mail/INBOX')).follow('celui-ci')
    const next = await page.press(submit)
    expect(next.$('h1').text()).toBe('plus ancien')
    expect(plain(next.$('#dit').text())).toMatch(/^1 message /)
  })

  it('is back in the list after the last one', async () => {
    const { browser } = await reader({ afterRemoval: 'next' }, raw('seul'))
    const after = await (await (await browser.open('/mail/INBOX')).follow('seul')).press('Archiver')
    expect(after.url).toMatch(/^\/mail\/INBOX\?/)
  })
})

describe('the language of a letter', () => {
  const english = 'Please find below the dates of the next meeting, which will be held at your school. We thank you.'
  const french =
    'Bonjour, vous trouverez ci-dessous les dates de la prochaine réunion, que nous avons fixées avec vous.'
  const quoted = Array.from({ length: 3 }, () => `> ${english}`).join('\r\n')

  it('is told to screen readers, and that of what it quotes', async () => {
    const { browser } = await reader({}, raw('x', `${french}\r\n\r\nJohn wrote:\r\n${quoted}`))
    const page = await (await browser.open('/mail/INBOX')).follow('x')
    expect(page.$('.letter').attr('lang')).toBe('fr')
    expect(page.$('.quoted, .letter blockquote').first().attr('lang')).toBe('en')
  })

  it('is what its header says where its words do not tell', async () => {
    const { browser } = await reader(
      {},
      raw('x', 'OK', ['Content-Language: de']),
      raw('y', english, ['Content-Language: de']),
    )
    const list = await browser.open('/mail/INBOX')
    expect((await list.follow('x')).$('.letter').attr('lang')).toBe('de')
    expect((await list.follow('y')).$('.letter').attr('lang')).toBe('en')
  })
})
