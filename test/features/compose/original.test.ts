import type { Preferences } from '../../../src/accounts/index.ts'
import { lab } from '../../support/lab.ts'
import { webmail, type Webmail } from '../../support/webmail.ts'

const received = (to: string, extra: string[] = []) =>
  [
    'From: Zoé <zoe@dehors.example>',
    `To: ${to}`,
    'Cc: paul@dehors.example',
    'Date: Tue, 24 Nov 2026 09:42:00 +0100',
    'Message-ID: <original@dehors.example>',
    'Subject: Sortie',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=x',
    ...extra,
    '',
    '--x',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Le <b>mardi</b> <a href="https://x.example/?a=1&amp;b=2">ici</a><script>alert(1)</script><img src="https://x.example/p.png" alt="plan" onerror="alert(2)"></p>',
    '--x',
    'Content-Type: text/plain; name="note.txt"',
    'Content-Disposition: attachment; filename="note.txt"',
    '',
    'Une note.',
    '--x--',
    '',
  ].join('\r\n')

async function opened(choices: Partial<Preferences> = {}) {
  const site = await webmail()
  const person = { login: site.user.login, name: '', addresses: [] }
  const { id } = await site.parts.accounts.accounts.findOrCreate(person, site.user.login)
  await site.parts.preferences.change(id, choices)
  await site.mail.append('INBOX', { raw: received(site.user.address) })
  return { site, page: await (await site.browser.open('/mail/INBOX')).follow('Sortie') }
}

const newest = async ({ user }: Webmail): Promise<string> =>
  lab().asUser(user, async (imap) => {
    await imap.mailboxOpen('Envoyés')
    const [message] = await imap.fetchAll('*', { source: true })
    return message?.source?.toString() ?? ''
  })

describe('« Modifier comme nouveau »', () => {
  it('begins a letter with the same people, words and files, that answers nothing', async () => {
    const { page, site } = await opened()
    const letter = await page.follow('Modifier comme nouveau')
    expect(letter.$('h1').text()).toBe('Nouveau message')
    expect(letter.$('#to').val()).toBe(site.user.address)
    expect(letter.$('#cc').val()).toBe('paul@dehors.example')
    expect(letter.$('#subject').val()).toBe('Sortie')
    expect(letter.$('#body').text()).toContain('Le mardi')
    expect(letter.words).toContain('note.txt')

    const sent = await letter.press('Envoyer')
    expect(sent.words).toContain('Message envoyé.')
    const message = await newest(site)
    expect(message).toContain('filename=note.txt')
    expect(message).not.toMatch(/^(?:In-Reply-To|References):/m)
  })
})

describe('an answer « as received »', () => {
  it('carries the original as it was formatted, without anything active, beside its text', async () => {
    const { page, site } = await opened({ answerFormat: 'as-received' })
    const letter = await page.follow('Répondre')
    const quote = letter.$('#body').text()
    await letter.press('Envoyer', { body: `D’accord & <merci>.${quote}` })
    const message = (await newest(site)).replaceAll('=\r\n', '').replaceAll('=3D', '=')

    expect(message).toContain('Content-Type: multipart/alternative')
    expect(message).toContain('Content-Type: text/plain; charset=utf-8; format=flowed')
    expect(message).toContain('amp; &lt;merci&gt;.</p>')
    expect(message).toContain('<blockquote type="cite"><p>Le <strong>mardi</strong>')
    expect(message).toContain('<a href="https://x.example/?a=1&amp;b=2">ici</a>')
    expect(message).not.toMatch(/<script|<img|onerror|p\.png/)
  })

  it('goes as text once its quote was changed, or when that was asked for', async () => {
    const { page, site } = await opened({ answerFormat: 'as-received' })
    const changed = await page.follow('Répondre')
    await changed.press('Envoyer', { body: changed.$('#body').text().replace('mardi', 'jeudi') })
    expect(await newest(site)).not.toContain('text/html')

    const unticked = await page.follow('Répondre')
    await unticked.press('Envoyer', { 'keep-format': [] })
    expect(await newest(site)).not.toContain('text/html')
  })

  it('is text for whoever wants text, and has no tick to think about', async () => {
    const { page } = await opened()
    const letter = await page.follow('Répondre')
    expect(letter.$('[name=keep-format]')).toHaveLength(0)
  })
})

describe('what a writer prefers', () => {
  it('puts the quote above the answer', async () => {
    const { page } = await opened({ quotePlace: 'above' })
    const body = (await page.follow('Répondre')).$('#body').text()
    expect(body.trimStart()).toMatch(/^Le 24 novembre 2026, Zoé a écrit/)
    expect(body).toMatch(/\n\n$/)
  })

  it('asks for a read receipt, unless it is unticked', async () => {
    const { page, site } = await opened({ requestReceipt: true })
    const letter = await page.follow('Répondre')
    expect(letter.$('[name=receipt]').attr('checked')).toBeDefined()
    await letter.press('Envoyer')
    expect(await newest(site)).toContain(`Disposition-Notification-To: ${site.user.address}`)

    await (await page.follow('Répondre')).press('Envoyer', { receipt: [] })
    expect(await newest(site)).not.toContain('Disposition-Notification-To')
  })
})
