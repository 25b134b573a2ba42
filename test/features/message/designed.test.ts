import { startFaultProxy } from '../../lab/fault-proxy.ts'
import { plain } from '../../support/browser.ts'
import { lab } from '../../support/lab.ts'
import { webmail } from '../../support/webmail.ts'

const head = ['From: a@b.example', 'Date: Tue, 24 Nov 2026 09:42:00 +0100', 'Subject: x', 'MIME-Version: 1.0']

const html = (body: string) => [...head, 'Content-Type: text/html; charset=utf-8', '', body, ''].join('\r\n')

/** A newsletter with something in it. */
const drawn = (content: string) =>
  html(
    `<html><head><style>td{padding:4px}</style></head><body bgcolor="#eeeeee"><table width="600" bgcolor="#ffffff"><tr><td><table><tr><td><table><tr><td style="background:#123456;color:#fff">Lettre du rectorat</td></tr></table></td></tr></table></td></tr></table>${content}</body></html>`,
  )

/** The one message of an inbox, as its reader opens it. */
async function opened(message: string, env = {}) {
  const site = await webmail({ env })
  await site.mail.append('INBOX', { raw: message })
  const list = await site.browser.open('/mail/INBOX')
  return { ...site, page: await list.follow('x') }
}

describe('a designed letter', () => {
  const designed = drawn('<img src="https://x.example/a.png" width="300" height="100"><script>alert(1)</script>')

  it('stands in a frame of its own that can do nothing', async () => {
    const { page, browser } = await opened(designed)
    const frame = page.$('iframe')

    expect(frame.attr('sandbox')).toBe('allow-popups allow-popups-to-escape-sandbox')
    expect(frame.attr('title')).toBe('Message mis en forme\u00a0: x')
    expect(Number(frame.attr('height'))).toBeGreaterThan(100)

    const letter = await browser.open(frame.attr('src') ?? '')
    expect(letter.headers['content-security-policy']).toBe(
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
    )
    expect(letter.headers['x-frame-options']).toBe('SAMEORIGIN')
    expect(letter.headers['x-content-type-options']).toBe('nosniff')
    expect(letter.headers['cache-control']).toBe('private, no-store')
    expect(letter.words).toContain('Lettre du rectorat')
    expect(letter.html).not.toMatch(/<script|x\.example/)
  })

  it('fetches remote images once they are asked for', async () => {
    const { page, browser } = await opened(designed)
    const shown = await page.press('Afficher')
    const letter = await browser.open(shown.$('iframe').attr('src') ?? '')

    expect(letter.html).toContain('https://x.example/a.png')
    expect(letter.headers['content-security-policy']).toContain('img-src data: https: http:;')
  })

  it('is named in its own window by the subject, as text', async () => {
    const message = designed.replace('Subject: x', 'Subject: x </title><b>&amp;')
    const site = await webmail()
    await site.mail.append('INBOX', { raw: message })
    const page = await (await site.browser.open('/mail/INBOX')).follow('x </title><b>&amp;')

    const alone = await page.follow('Ouvrir seul')

    expect(alone.$('title').text()).toBe('x </title><b>&amp;')
    expect(alone.$('b')).toHaveLength(0)
  })

  it('can be opened alone, or read as text', async () => {
    const { page } = await opened(designed)
    expect((await page.follow('Ouvrir seul')).words).toContain('Lettre du rectorat')
    expect((await page.follow('Voir le texte seul')).$('.letter').text()).toContain('Lettre du rectorat')
  })
})

describe('the frame of a letter', () => {
  it('says in words, in a document it may hold, that there is nothing for it', async () => {
    const { page, browser } = await opened(html('<p>Deux mots.</p>'))
    const letter = await browser.open(`${page.url}/letter`)

    expect(letter.status).toBe(404)
    expect(letter.words).toContain('Ce message n’a pas de version mise en forme.')
    expect(letter.headers['x-frame-options']).toBe('SAMEORIGIN')
    expect(letter.headers['content-security-policy']).toContain("default-src 'none'")
    expect(letter.$('a').attr('href')).toBe(page.url)
  })

  it('says so as well when the mail server is away, or the message gone', async () => {
    const proxy = await startFaultProxy(lab().imap)
    const { host, port } = proxy.address
    const { page, browser } = await opened(drawn(''), { IMAP_HOST: host, IMAP_PORT: String(port) })
    const src = page.$('iframe').attr('src') ?? ''

    const gone = await browser.open(src.replace(/-\d+\//, '-99/'))
    expect([gone.status, gone.headers['x-frame-options']]).toEqual([404, 'SAMEORIGIN'])
    expect(gone.words).toContain('Ce message n’est plus là')

    proxy.refuse()
    const away = await browser.open(src)
    expect([away.status, away.headers['x-frame-options']]).toEqual([503, 'SAMEORIGIN'])
    expect(away.words).toContain('La messagerie ne répond pas')
    await proxy.stop()
  })
})

describe('a link of a designed letter that leads elsewhere than it says', () => {
  const deceptive = drawn('<a href="http://evil.example/x">https://www.ac-lyon.fr/messagerie</a>')
  const said = 'Le lien « https://www.ac-lyon.fr/messagerie » mène en réalité à evil.example.'

  it('is said above its frame, and on paper', async () => {
    const { page } = await opened(deceptive)

    expect(plain(page.$('.letter').prev('.said').text())).toBe(said)
    const paper = await page.follow('Imprimer')
    expect(paper.$('iframe')).toHaveLength(1)
    expect(paper.words).toContain(said)
  })

  it('is said of a message inside a message', async () => {
    const outer = [
      ...[...head, 'Content-Type: multipart/mixed; boundary=o', '', '--o', 'Content-Type: text/plain', '', 'Voir.'],
      ...['--o', 'Content-Type: message/rfc822', 'Content-Disposition: attachment', '', deceptive, '--o--', ''],
    ]
    const { page } = await opened(outer.join('\r\n'))
    const inner = await page.follow('Ouvrir')

    expect(inner.$('iframe')).toHaveLength(1)
    expect(inner.words).toContain(said)
  })

  it('is not lost in a crowd of them', async () => {
    const crowd = Array.from(
      { length: 300 },
      (_item, index) => `<a href="http://evil${index}.example/">ac-lyon.fr</a> `,
    )
    const { page } = await opened(drawn(crowd.join('')))

    const sentences = page
      .$('.said p')
      .toArray()
      .map((sentence) => plain(page.$(sentence).text()))
    expect(sentences).toHaveLength(11)
    expect(sentences.at(-1)).toBe('290 autres liens mènent ailleurs qu’ils ne le disent.')
  })

  it('is no alarm where the letter is printed with its links', async () => {
    const { page } = await opened(html('<p><a href="http://evil.example/x">https://www.ac-lyon.fr/messagerie</a></p>'))

    expect(page.words).toContain('(mène à evil.example)')
    expect(page.words).not.toContain('en réalité')
  })
})
