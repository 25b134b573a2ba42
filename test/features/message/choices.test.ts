import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Preferences } from '../../../src/accounts/index.ts'
import { smallPicture } from '../../../src/features/message/small-picture.ts'
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

describe('a reader who spares their line', () => {
  it('gets the beginning of a long letter, formatted or not, and the rest when they ask', async () => {
    const long = `<p>${'Bonjour à tous. '.repeat(8_000)}</p><p>La fin.</p>`
    const html = raw('x', long).replace('text/plain', 'text/html')
    const { browser } = await reader({ economy: true }, html)
    const page = await (await browser.open('/mail/INBOX')).follow('x')
    expect(page.words).toContain('Ce message est très long')
    expect(page.words).not.toContain('La fin.')
    expect((await page.follow('Lire la suite')).words).toContain('La fin.')
  })

  it('may look at a picture made lighter', async () => {
    const photo = await readFile(path.join(import.meta.dirname, '../../lab/seed/photo.jpg'))
    const site = await reader({ economy: true })
    const attachments = [{ filename: 'photo.jpg', content: photo, contentType: 'image/jpeg' }]
    await site.mail.deliver({ from: 'a@b.example', subject: 'x', text: 'Voici.', attachments })
    const page = await (await site.browser.open('/mail/INBOX')).follow('x')
    const links = page.$('.files a').filter((_, link) => page.$(link).text() === 'Voir en petit')
    const small = await site.browser.agent.get(links.attr('href') ?? '').expect(200)

    expect(small.headers['content-type']).toBe('image/webp')
    expect(small.headers['content-security-policy']).toContain('sandbox')
    expect((small.body as Buffer).length).toBeLessThan(photo.length)
  })

  it('is sent the pictures of a designed letter made lighter', async () => {
    const photo = await readFile(path.join(import.meta.dirname, '../../lab/seed/photo.jpg'))
    const row = '<tr><td style="background:#123456;color:#fff">Lettre du rectorat</td></tr>'
    const inside = `<table width="600"><tr><td><table>${row}</table></td></tr></table>`
    const html = `<style>td{padding:4px}</style><table bgcolor="#eeeeee"><tr><td>${inside}<img src="cid:p"></td></tr></table>`
    const attachments = [{ filename: 'p.jpg', content: photo, contentType: 'image/jpeg', cid: 'p' }]
    const frameOf = async (choices: Partial<Preferences>) => {
      const site = await reader(choices)
      await site.mail.deliver({ from: 'a@b.example', subject: 'x', html, attachments })
      const page = await (await site.browser.open('/mail/INBOX')).follow('x')
      return (await site.browser.open(page.$('iframe').attr('src') ?? '')).$('img').attr('src') ?? ''
    }
    const [light, whole] = [await frameOf({ economy: true }), await frameOf({})]

    expect(whole).toMatch(/^data:image\/jpeg;base64,/)
    expect(light).toMatch(/^data:image\/webp;base64,/)
    expect(light.length).toBeLessThan(whole.length)
  })

  it('has no picture of a billion points unpacked', async () => {
    const bomb = Buffer.from(
      '89504e470d0a1a0a0000000d4948445200010000000100000802000000ffffffff0000000049454e44ae426082',
      'hex',
    )
    expect(await smallPicture(bomb)).toBeUndefined()
    expect(await smallPicture(Buffer.from('no picture'))).toBeUndefined()
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
