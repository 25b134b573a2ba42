import { randomBytes } from 'node:crypto'
import { countIn, eventually, filesOn, newestRaw, typedIn } from '../../support/compose.ts'
import { application, webmail, type Webmail } from '../../support/webmail.ts'

const from = 'Karim Benali <karim.benali@ailleurs.example>'

const original = (more = '') =>
  `From: ${from}\r\nTo: Une Liste <liste@ailleurs.example>\r\nCc: Lea <lea@ailleurs.example>\r\n${more}` +
  'Subject: RE : Conseil de classe\r\nDate: Tue, 24 Nov 2026 09:42:00 +0100\r\nMessage-ID: <un@ailleurs.example>\r\n' +
  'References: <zero@ailleurs.example>\r\n\r\nVoici l’ordre du jour.\r\n> Merci.\r\n'

async function reading(
  raw = original(),
): Promise<Webmail & { open: (kind: string) => ReturnType<Webmail['browser']['open']> }> {
  const site = await webmail()
  const uid = await site.mail.append('INBOX', { raw })
  const list = await site.browser.open('/mail/INBOX')
  const [, validity] = /\/mail\/INBOX\/(\d+)-/.exec(list.html) ?? []
  return {
    ...site,
    open: (kind) => site.browser.open(`/compose?kind=${kind}&folder=INBOX&message=${validity ?? ''}-${uid}`),
  }
}

describe('writing to a colleague', () => {
  it('brings a letter and its file, byte for byte', async () => {
    const at = await application()
    const [marie, karim] = [await webmail({ at }), await webmail({ at })]
    const content = randomBytes(300_000)

    const letter = await marie.browser.open('/compose')
    const file = { field: 'files', name: 'relevé n°1.pdf', type: 'application/pdf', content }
    const after = await letter.press('Envoyer', { to: karim.user.address, subject: 'Relevé', body: 'Voici.' }, [file])

    expect(after.url).toContain('/mail/INBOX?said=')
    expect(after.words).toContain('Message envoyé.')
    const message = await (await karim.browser.open('/mail/INBOX')).follow('Relevé')
    expect(message.words).toContain('Voici.')
    const part = message.$('a[href*="/parts/"]').first().attr('href') ?? ''
    const download = await karim.browser.agent
      .get(part)
      .buffer(true)
      .parse((res, done) => {
        const chunks: Buffer[] = []
        res.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)))
      })
    expect(content.equals(download.body as Buffer)).toBe(true)
    await eventually(async () => (await countIn(marie, 'Envoyés')) === 1)
  })

  it('stores nothing before something is written', async () => {
    const { browser, parts } = await webmail()
    const first = await browser.open('/compose')
    expect((await browser.open(first.url)).words).toContain('Nouveau message')
    await expect(parts.drafts.list('anybody')).resolves.toEqual([])
    expect(first.words).not.toContain('Enregistré')
  })

  it('is filled in from the address it was asked by', async () => {
    const { browser } = await webmail()
    const page = await browser.open('/compose?to=%22Dupont%2C%20L%C3%A9a%22%20%3Clea%40b.example%3E')
    expect(typedIn(page)['to']).toBe('"Dupont, Léa" <lea@b.example>')
  })

  it('keeps what was hostile as text in every field', async () => {
    const { browser } = await webmail()
    const hostile = `"><script>alert(1)</script>\u202e' ­{5+} ${'é'.repeat(50)}`
    const page = await browser.open('/compose')
    const typed = { to: hostile, cc: hostile, bcc: hostile, subject: hostile, 'reply-to': hostile, body: hostile }

    const after = await page.press('Enregistrer', typed, [
      { field: 'files', name: `<img src=x onerror=alert(1)>.html`, content: Buffer.from('x') },
    ])

    expect(typedIn(after)).toEqual(typed)
    expect(after.$('script')).toHaveLength(after.$('script[src^="/static/"]').length)
    expect(after.$('ul.files img')).toHaveLength(0)
    const sent = await after.press('Envoyer')
    expect(sent.words).toContain('Le message n’est pas parti')
    expect(sent.html).not.toContain('<script>alert')
  })

  it('joins a recent address to the field beside it, whatever was pressed', async () => {
    const { browser } = await webmail()
    const first = await browser.open('/compose')
    await first.press('Envoyer', { to: 'Zoé <zoe@b.example>', subject: 'Un', body: 'x' })

    const page = await browser.open('/compose')
    expect(page.$('datalist option').attr('value')).toBe('Zoé <zoe@b.example>')
    const after = await page.press('do-save', { to: 'a@b.example,', add: 'Zoé <zoe@b.example>', where: 'cc' })

    expect(typedIn(after)).toMatchObject({ to: 'a@b.example,', cc: 'Zoé <zoe@b.example>' })
  })
})

describe('answering', () => {
  it('quotes in French below an empty place, and goes to the sender', async () => {
    const { open } = await reading()
    const page = await open('reply')

    const { to, cc, subject, body } = typedIn(page)
    expect([to, cc, subject]).toEqual([from, '', 'Re: Conseil de classe'])
    expect(body).toBe('\n\nLe 24 novembre 2026, Karim Benali a écrit\u00a0:\n> Voici l’ordre du jour.\n>> Merci.')
    expect(page.$('[autofocus]').attr('id')).toBe('body')
  })

  it('reaches everybody, in one conversation, and marks the original', async () => {
    const { open, user, mail, browser } = await reading()
    const page = await open('reply-all')
    expect(typedIn(page)['cc']).toContain('lea@ailleurs.example')

    const after = await page.press('Envoyer', { body: 'Oui.' })

    expect(after.words).toContain('Message envoyé.')
    const raw = await eventually(() => newestRaw({ user }, 'Envoyés'))
    expect(raw).toMatch(/^In-Reply-To: <un@ailleurs\.example>$/m)
    expect(raw).toMatch(/^References: <zero@ailleurs\.example> <un@ailleurs\.example>$/m)
    expect(mail).toBeDefined()
    await eventually(async () => (await browser.open('/mail/INBOX')).words.includes('Répondu'))
  })

  it('writes to the list alone', async () => {
    const { open } = await reading(
      original('List-Id: <liste.ailleurs.example>\r\nList-Post: <mailto:ecrire@ailleurs.example>\r\n'),
    )
    expect(typedIn(await open('reply-list'))).toMatchObject({ to: 'ecrire@ailleurs.example', cc: '' })
  })

  it('begins an empty letter, and says so, when the original is gone', async () => {
    const { browser } = await webmail()
    const page = await browser.open('/compose?kind=reply&folder=INBOX&message=1-999')

    expect(page.status).toBe(200)
    expect(page.words).toContain('Le message d’origine n’a pas pu être lu')
    expect(typedIn(page)['to']).toBe('')
  })
})

describe('forwarding', () => {
  const withFile =
    `From: ${from}\r\nSubject: Liste\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n` +
    '--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nÀ lire.\r\n--b\r\nContent-Type: text/csv\r\n' +
    'Content-Disposition: attachment; filename="notes.csv"\r\n\r\na;b\r\n--b--\r\n'

  it('carries the text below its header, and the files', async () => {
    const { open, user } = await reading(withFile)
    const page = await open('forward')

    expect(typedIn(page)['subject']).toBe('TR: Liste')
    expect(typedIn(page)['body']).toContain(`---------- Message transféré ----------\nDe\u00a0: ${from}`)
    expect(filesOn(page)).toEqual(['notes.csv'])
    await page.press('Envoyer', { to: 'a@b.example' })

    const raw = await eventually(() => newestRaw({ user }, 'Envoyés'))
    expect(raw).toContain('filename=notes.csv')
    expect(raw).toContain(Buffer.from('a;b').toString('base64').slice(0, 3))
  })

  it('leaves behind the file that is taken out', async () => {
    const { open } = await reading(withFile)
    const after = await (await open('forward')).press('do-remove-original-0')
    expect(filesOn(after)).toEqual([])
  })

  it('carries the whole message as an attachment, and marks the original', async () => {
    const { open, user, browser } = await reading(withFile)
    const page = await open('forward-attached')
    expect(filesOn(page)).toEqual(['Liste.eml'])
    await page.press('Envoyer', { to: 'a@b.example', body: 'Ci-dessous.' })

    const raw = await eventually(() => newestRaw({ user }, 'Envoyés'))
    expect(raw).toContain('Content-Type: message/rfc822')
    await eventually(async () => (await browser.open('/mail/INBOX')).words.includes('Transféré'))
  })
})
