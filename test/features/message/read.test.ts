import { lab } from '../../support/lab.ts'
import { plain } from '../../support/browser.ts'
import { download } from '../../support/download.ts'
import { webmail } from '../../support/webmail.ts'

const raw = (lines: string[], text = 'Bonjour.') => [...lines, '', text, ''].join('\r\n')

const head = ['From: "Karim Benali" <karim.benali@ac-lyon.example>', 'Date: Tue, 24 Nov 2026 09:42:00 +0100']

const html = (body: string) =>
  raw([...head, 'Subject: x', 'MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8'], body)

/** The one message of an inbox, as its reader opens it. */
async function opened(message: string, flags: string[] = []) {
  const site = await webmail()
  await site.mail.append('INBOX', { raw: message, flags })
  const list = await site.browser.open('/mail/INBOX')
  const href = list.$('.what a').attr('href') ?? ''
  return { ...site, href, page: await site.browser.open(href) }
}

describe('reading a message', () => {
  it('shows who wrote, when, to whom, and the words', async () => {
    const to = 'To: Marie Dupont <m@ac-lyon.example>, s@y.example'
    const { page } = await opened(raw([...head, to, 'Subject: Conseil de classe'], 'Bonjour à tous,\r\n\r\nÀ mardi.'))

    expect(plain(page.$('h1').text())).toBe('Conseil de classe')
    expect(plain(page.$('title').text())).toBe('Conseil de classe – Traboule')
    expect(plain(page.$('.from > p').text())).toBe('Karim Benali karim.benali@ac-lyon.example')
    expect(plain(page.$('.from time').text())).toBe('mardi 24 novembre 2026, 9 h 42')
    expect(plain(page.$('.from summary').first().text())).toBe('à Marie Dupont et 1 personne')
    expect(
      page
        .$('.letter p')
        .toArray()
        .map((p) => plain(page.$(p).text())),
    ).toEqual(['Bonjour à tous,', 'À mardi.'])
  })

  it('lets each name, address and subject read in its own direction', async () => {
    const from = 'From: =?utf-8?B?15PXldeT?= <david@lyon.example>'
    const { page, browser } = await opened(raw([from, 'To: a@y.example, b@y.example', 'Subject: =?utf-8?B?157XlQ==?=']))
    const own = (at: typeof page, place: string) =>
      at
        .$(`${place} bdi`)
        .toArray()
        .map((one) => at.$(one).text())

    expect(own(page, 'h1')).toEqual(['מו'])
    expect(own(page, '.from')).toEqual(['דוד', 'david@lyon.example', 'a@y.example', 'b@y.example'])
    expect(own(await browser.open('/mail/INBOX'), '.mail')).toEqual(['דוד', 'מו'])
  })

  it('marks it read, and the count beside the folder follows at once', async () => {
    const { page, browser } = await opened(raw([...head, 'Subject: neuf']))

    expect(page.$('#dossiers [aria-current] .count')).toHaveLength(0)
    expect((await browser.open('/mail/INBOX')).$('ul.mail li.new')).toHaveLength(0)
  })

  it('leads back to the page of the list where it stands, and to its neighbours', async () => {
    const { mail, browser } = await webmail()
    for (let day = 1; day <= 27; day++) await mail.append('INBOX', { raw: raw([...head, `Subject: Jour ${day}`]) })
    const list = await browser.open('/mail/INBOX?page=2')

    const page = await list.follow('Jour 2')

    expect(page.words).toContain('message 26 sur 27')
    expect(page.$('article').prevAll('p').find('a').first().attr('href')).toBe('/mail/INBOX?page=2')
    expect(plain((await page.follow('Plus récent')).$('h1').text())).toBe('Jour 3')
    expect(plain((await page.follow('Plus ancien')).$('h1').text())).toBe('Jour 1')
  })

  it('keeps five hundred recipients small', async () => {
    const to = `To: ${Array.from({ length: 500 }, (_item, index) => `prof${index}@ac-lyon.example`).join(',\r\n ')}`
    const { page } = await opened(raw([...head, to, 'Subject: Tous']))

    const row = page.$('.from dd').first()
    expect(plain(row.find('summary').text())).toBe('et 488 autres')
    row.find('details').remove()
    expect(plain(row.text())).toBe(
      Array.from({ length: 12 }, (_item, index) => `prof${index}@ac-lyon.example`).join(', '),
    )
  })

  it('shows what a stranger wrote as text, never as markup', async () => {
    const hostile = '"><script>alert(1)</script>'
    const { page } = await opened(
      raw(
        [
          `From: "${hostile.replaceAll('"', '\\"')}" <a@b.example>`,
          `To: "${hostile.replaceAll('"', '\\"')}" <c@d.example>`,
          `Subject: ${hostile}`,
          'MIME-Version: 1.0',
          'Content-Type: multipart/mixed; boundary=x',
        ],
        `--x\r\nContent-Type: text/plain\r\n\r\n${hostile}\r\n--x\r\nContent-Type: application/x; name="${hostile.replaceAll('"', '\\"')}"\r\nContent-Disposition: attachment\r\n\r\na\r\n--x--`,
      ),
    )

    expect(page.html).not.toContain('<script>alert')
    expect(plain(page.$('h1').text())).toBe(hostile)
    expect(page.$('.letter').text()).toContain(hostile)
    expect(page.$('script:not([src^="/static/"])')).toHaveLength(0)
  })

  it.each([
    [['Subject: x'], ['Ce message n’indique pas d’expéditeur', 'n’indique pas de date', 'Expéditeur inconnu']],
    [
      [...head, 'Content-Type: text/plain; charset=x-martien'],
      ['alphabet inconnu', '(sans objet)'],
    ],
  ])('shows what there is of a broken message, and says what is broken (%#)', async (lines, sentences) => {
    const { page } = await opened(raw(lines, 'Malgré tout'))
    for (const sentence of sentences) expect(page.words).toContain(sentence)
    expect(page.$('.letter').text()).toContain('Malgré tout')
  })

  it('folds what was quoted', async () => {
    const quote = Array.from({ length: 12 }, (_item, index) => `> ligne citée numéro ${index}, assez longue`).join(
      '\r\n',
    )
    const { page } = await opened(
      raw([...head, 'Subject: Re'], `Merci.\r\n\r\nLe 20 novembre 2026, Marie Dupont a écrit :\r\n${quote}`),
    )

    expect(page.$('.letter details summary').text()).toBe('Texte cité')
    expect(page.$('.letter details').text()).toContain('ligne citée numéro 11')
  })

  it('says where a link leads when its words name another place, and writes to addresses from here', async () => {
    const { page } = await opened(
      html('<p><a href="https://evil.example/x">https://laposte.fr</a> <a href="mailto:a@b.example">écrire</a></p>'),
    )

    expect(page.words).toContain('(mène à evil.example)')
    expect(page.$('.letter a').last().attr('href')).toBe('/compose?to=a%40b.example')
  })

  it('leaves remote images out until they are asked for, on that page alone', async () => {
    const { page } = await opened(html('<p>Voici <img src="https://x.example/a.png" alt="le plan"></p>'))
    expect(page.$('.letter img')).toHaveLength(0)
    expect(page.headers['content-security-policy']).toContain("img-src 'self' data:;")

    const shown = await page.press('Afficher')

    expect(shown.url).toMatch(/\?images=true$/)
    expect(shown.$('.letter img').attr('src')).toBe('https://x.example/a.png')
    expect(shown.headers['content-security-policy']).toContain("img-src 'self' data: https: http:;")
    expect(shown.$('input[name=do-images]')).toHaveLength(0)
  })

  it('offers the text of a formatted message, and the way back', async () => {
    const { page } = await opened(
      raw(
        [...head, 'Subject: deux', 'MIME-Version: 1.0', 'Content-Type: multipart/alternative; boundary=x'],
        '--x\r\nContent-Type: text/plain\r\n\r\nEn texte\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>En <b>forme</b></p>\r\n--x--',
      ),
    )
    expect(page.$('.letter strong').text()).toBe('forme')

    const text = await page.follow('Voir le texte seul')

    expect(plain(text.$('.letter').text())).toBe('En texte')
    expect((await text.follow('Voir la version mise en forme')).$('.letter strong')).toHaveLength(1)
  })

  it('shows the beginning of a very long text, then the rest', async () => {
    const text = Array.from(
      { length: 6000 },
      (_item, index) => `Ligne ${index} d’un très long message, sans fin.`,
    ).join('\r\n')
    const { page } = await opened(raw([...head, 'Subject: long', 'Content-Type: text/plain; charset=utf-8'], text))
    expect(page.$('.letter').text()).not.toContain('Ligne 5999')

    const whole = await page.follow('Lire la suite')

    expect(whole.$('.letter').text()).toContain('Ligne 5999')
  })

  it('makes no page of megabytes of a text that is all links', async () => {
    const { page } = await opened(
      raw([...head, 'Subject: liens', 'Content-Type: text/plain'], 'http://a.b/ http://c.d/\r\n'.repeat(80_000)),
    )
    const whole = await page.follow('Lire la suite')

    expect(page.html.length).toBeLessThan(250_000)
    expect(whole.html.length).toBeLessThan(700_000)
    expect(whole.$('.said.note').text()).toContain('trop long')
  })

  it('opens nothing at an address that names no message, or one of a folder that was rebuilt', async () => {
    const { href, browser, user, mail } = await opened(raw([...head, 'Subject: x']))
    await lab().asUser(user, (imap) => imap.mailboxCreate('4e B'))
    await mail.append('4e B', { raw: raw([...head, 'Subject: autre']) })

    for (const path of [
      href.replace(/-1$/, '-999'),
      '/mail/INBOX/1-1',
      '/mail/INBOX/abc',
      href.replace('INBOX', '4e%20B'),
    ]) {
      const page = await browser.open(path)
      expect([path, page.status, page.words.includes('Ce message n’est plus là')]).toEqual([path, 404, true])
    }
  })

  it('shows header and source, and gives the message as a file', async () => {
    const message = raw([...head, 'Subject: Relevé – été', 'X-Marque: <b>là</b>'])
    const { page, browser, href } = await opened(message)

    const details = await page.follow('Détails et code source')
    const file = await download({ browser }, `${href}/message.eml`)

    expect(details.$('pre.source').first().text()).toContain('X-Marque: <b>là</b>')
    expect(details.$('pre.source').last().text()).toContain('Bonjour.')
    expect(file.bytes.toString('utf8')).toBe(message)
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename=".*\.eml"/)
  })

  it('gives a page for paper: the letter, and no way to act', async () => {
    const { page } = await opened(raw([...head, 'Subject: À imprimer']))
    const print = await page.follow('Imprimer')

    expect(plain(print.$('h1').text())).toBe('À imprimer')
    expect(print.$('.letter').text()).toContain('Bonjour.')
    expect(print.$('form, #dossiers')).toHaveLength(0)
  })
})
