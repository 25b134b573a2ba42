import { plain, type Visit } from '../../support/browser.ts'
import { webmail } from '../../support/webmail.ts'
import { boxes, raw, said, withMail } from './list-pages.ts'

const letters = (page: Visit) =>
  page
    .$('article')
    .toArray()
    .map((article) => plain(page.$(article).text()))

describe('printing several messages', () => {
  it('puts those that are ticked on one page, without what stands around it', async () => {
    const { browser, mail } = await withMail(['un', 'deux'])
    const attachments = [{ filename: 'ordre du jour.pdf', content: 'a' }]
    await mail.deliver({ from: '"Karim Benali" <k@y.example>', subject: 'trois', text: 'Voici.', attachments })
    const page = await browser.open('/mail/INBOX')

    const printed = await page.press('Imprimer', { uid: boxes(page, 'trois', 'un') })

    expect(letters(printed)).toHaveLength(2)
    expect(letters(printed)[0]).toMatch(
      /^trois De ?Karim Benali <k@y.example> .*Voici\. Pièce jointe : ordre du jour\.pdf/,
    )
    expect(letters(printed)[1]).toMatch(/^un De ?a@b.example .*Bonjour\.$/)
    expect(printed.$('nav, .head, .mail')).toHaveLength(0)
    expect(plain(printed.$('h1').text())).toBe('2 messages')
    expect((await printed.follow('Revenir à la liste')).url).toBe('/mail/INBOX')
  })

  it('prints formatted letters as words, their scripts and pictures left out', async () => {
    const { browser, mail } = await webmail()
    const html = '<p>Bonjour <b>à tous</b><script>alert(1)</script><img src="https://x.example/a.png" alt=""></p>'
    await mail.deliver({ from: 'x@y.example', subject: 'mis en forme', html })
    const page = await browser.open('/mail/INBOX')

    const printed = await page.press('Imprimer', { uid: boxes(page, 'mis en forme') })

    expect(printed.$('article strong, article b').text()).toContain('à tous')
    expect(printed.html).not.toMatch(/alert\(1\)|x\.example\/a\.png/)
  })

  it('leaves quoted messages out, or prints them when they are wanted', async () => {
    const { browser, mail } = await webmail()
    const text = 'D’accord.\n\nLe 3 mars 2026, Sophie Martin a écrit :\n> Venez-vous ?\n'.concat(
      '> Une ligne de plus.\n'.repeat(40),
    )
    await mail.deliver({ from: 'x@y.example', subject: 'Re', text })
    const page = await browser.open('/mail/INBOX')
    const printed = await page.press('Imprimer', { uid: boxes(page, 'Re') })
    expect(printed.words).not.toContain('Venez-vous')

    const whole = await printed.follow('Avec les messages cités')

    expect(whole.words).toContain('Venez-vous ?')
    expect(whole.$('details')).toHaveLength(0)
    expect((await whole.follow('Sans les messages cités')).words).not.toContain('Venez-vous')
  })

  it('takes 25 messages, and says what is missing', async () => {
    const { browser } = await withMail(Array.from({ length: 26 }, (_item, index) => `n${index}`))
    const page = await browser.open('/mail/INBOX')

    const printed = await page.press('Imprimer', { uid: Array.from({ length: 26 }, (_item, index) => `${index + 1}`) })

    expect(letters(printed)).toHaveLength(25)
    expect(printed.words).toContain('1 message de plus n’est pas ici')
  })

  it('takes 400 KB of a letter and 2 MB in all, and says what is missing', async () => {
    const { browser, mail } = await webmail()
    const subjects = ['1', '2', '3', '4', '5', '6', '7']
    const text = 'Une ligne de texte.\r\n'.repeat(24_000)
    for (const subject of subjects) await mail.append('INBOX', { raw: raw(subject, 'a@b.example', text) })
    const page = await browser.open('/mail/INBOX')

    const printed = await page.press('Imprimer', { uid: subjects })

    expect(printed.$('article')).toHaveLength(6)
    expect(plain(printed.$('article .soft').first().text())).toContain('la suite n’est pas sur cette page')
    expect(printed.$('main').text()).toContain('1 message de plus n’est pas ici')
    expect(printed.html.length).toBeLessThan(2_500_000)
  })

  it('says which have left the folder, and goes back to it when all have', async () => {
    const { browser } = await withMail(['un', 'deux'])
    const page = await browser.open('/mail/INBOX')
    const uid = boxes(page, 'un', 'deux')
    const [deux = '', un = ''] = uid
    await page.press('Supprimer', { uid: [un] })

    expect((await page.press('Imprimer', { uid })).words).toContain('1 message n’est plus dans ce dossier.')
    await page.press('Supprimer', { uid: [deux] })
    expect(said(await page.press('Imprimer', { uid }))).toContain('Rien n’a changé')
    expect(said(await page.press('Imprimer'))).toContain('aucun message n’était choisi')
  })
})
