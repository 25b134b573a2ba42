import { filesOn, typedIn } from '../../support/compose.ts'
import { plain, type Visit } from '../../support/browser.ts'
import { webmail, type Webmail } from '../../support/webmail.ts'

const addresses = (count: number, domain: string) =>
  Array.from({ length: count }, (_, index) => `personne${index}@${domain}`).join(', ')

const dit = (page: Visit) => plain(page.$('#dit').text())

async function pressing(submit: string, typed: Record<string, string>, user?: Parameters<typeof webmail>[0]) {
  const site: Webmail = await webmail(user)
  const page = await site.browser.open('/compose')
  return { site, page: await page.press(submit, { subject: 'Sujet', body: 'Texte.', ...typed }) }
}

describe('a letter that cannot leave', () => {
  it('names each wrong address at its field, once on top with a link, and keeps everything', async () => {
    const typed = { to: 'karim.benali@ac-lyon.example, sophie.martin@', cc: 'x', bcc: 'lea@b.example', body: 'Long.' }
    const { page } = await pressing('Envoyer', typed)

    expect(dit(page)).toBe(
      'Le message n’est pas parti : une adresse n’est pas valable, une adresse n’est pas valable. Tout ce que vous avez écrit est conservé.',
    )
    expect(page.$('#dit a').attr('href')).toBe('#to')
    expect(plain(page.$('#to-wrong').text())).toBe('« sophie.martin@ » n’est pas une adresse complète.')
    expect(page.$('#to').attr('aria-describedby')).toBe('to-wrong')
    expect(page.$('#cc').attr('aria-invalid')).toBe('true')
    expect(page.$('details').attr('open')).toBeDefined()
    expect(typedIn(page)).toMatchObject(typed)
  })

  it('may be for 600 people, each counted once, and is told how many it is for', async () => {
    const staff = addresses(501, 'ac-lyon.example')
    const { page } = await pressing('Envoyer', { to: staff, cc: staff, subject: '' })
    expect(dit(page)).toContain('Avant d’envoyer : Le message n’a pas d’objet.')

    const crowd = await page.press('Envoyer', { to: addresses(601, 'ac-lyon.example') })
    expect(dit(crowd)).toContain('il a trop de destinataires')
    expect(plain(crowd.$('#to-wrong').text())).toBe(
      'Celui-ci a 601 destinataires, et un message peut en avoir 600 : retirez-en, ou passez par une liste de diffusion.',
    )
  })

  it('is kept whole, and nobody waits, when megabytes stand where addresses should', async () => {
    const to = 'a@b.example, '.repeat(250_000)
    const start = performance.now()
    const { page } = await pressing('Envoyer', { to })

    // Reading them all took some seconds.
    expect(performance.now() - start).toBeLessThan(5_000)
    expect(dit(page)).toContain('il a trop de destinataires')
    expect(page.$('#to').val()).toBe(to.trim())
  })

  it('survives a reload, and goes once what was wrong is right', async () => {
    const { page, site } = await pressing('Envoyer', { to: 'x@' })
    const again = await site.browser.open(page.url)
    expect(dit(again)).toContain('Le message n’est pas parti')

    const after = await again.press('Envoyer', { to: 'lea@b.example' })
    expect(after.words).toContain('Message envoyé.')
    expect((await site.browser.open(page.url)).words).toContain('Ce message est parti à lea@b.example')
  })

  it('says that it has no recipient', async () => {
    const { page } = await pressing('Envoyer', {})
    expect(dit(page)).toContain('il n’a pas de destinataire')
    expect(plain(page.$('#to-wrong').text())).toBe('Indiquez au moins une adresse.')
  })

  it('shows a wrong Cci although its fields are folded', async () => {
    const { page } = await pressing('Envoyer', { to: 'a@b.example', bcc: 'rien' })
    expect(page.$('details[open] #bcc-wrong')).toHaveLength(1)
  })

  it('is written from one’s own addresses only', async () => {
    const own = ['moi@ac-lyon.example', 'autre@ac-lyon.example']
    const site = await webmail({ user: { addresses: own } })
    const page = await site.browser.open('/compose')
    expect(page.$('#from option')).toHaveLength(2)

    const after = await page.press('Enregistrer', { from: 'recteur@ac-lyon.example' })
    expect(after.$('#from option[selected]').text()).toContain(own[0])
  })
})

describe('a reminder', () => {
  it.each([
    { typed: { body: 'Vous trouverez ci-joint le relevé.' }, words: 'Vous parlez d’une pièce jointe' },
    { typed: { subject: '' }, words: 'Le message n’a pas d’objet.' },
    { typed: { to: addresses(6, 'ailleurs.example') }, words: 'Plus de 5 personnes extérieures' },
  ])('keeps the letter and is given once: $words', async ({ typed, words }) => {
    const { page } = await pressing('Envoyer', { to: 'a@b.example', ...typed })
    expect(dit(page)).toContain(words)
    expect(typedIn(page)).toMatchObject(typed)

    const after = await page.press('Envoyer quand même')
    expect(after.words).toContain('Message envoyé.')
  })

  it('is not given for what somebody else wrote, nor when there is a file', async () => {
    const { page } = await pressing('Envoyer', { to: 'a@b.example', body: 'Merci.\n> Voici ci-joint la liste.' })
    expect(page.words).toContain('Message envoyé.')

    const { browser } = await webmail()
    const letter = await browser.open('/compose')
    const file = { field: 'files', name: 'a.txt', content: Buffer.from('a') }
    const after = await letter.press('Envoyer', { to: 'a@b.example', subject: 'x', body: 'Ci-joint.' }, [file])
    expect(after.words).toContain('Message envoyé.')
  })

  it('puts outsiders into Cci with one submit, and the letter then goes', async () => {
    const { page } = await pressing('Envoyer', { to: `chef@ac-lyon.example, ${addresses(6, 'ailleurs.example')}` })
    const hidden = await page.press('Mettre en Cci')

    expect(typedIn(hidden)).toMatchObject({ to: 'chef@ac-lyon.example', bcc: addresses(6, 'ailleurs.example') })
    expect((await hidden.press('Envoyer', { to: '' })).words).toContain('Message envoyé.')
  })

  it('is given before more than 20 people are answered at once', async () => {
    const site = await webmail()
    const raw = `From: chef@ac-lyon.example\r\nTo: ${addresses(25, 'ac-lyon.example')}\r\nSubject: Tous\r\n\r\nBonjour.\r\n`
    await site.mail.append('INBOX', { raw })
    const message = await (await site.browser.open('/mail/INBOX')).follow('Tous')
    const letter = await message.follow('Répondre à tous')

    expect(dit(await letter.press('Envoyer'))).toContain('Votre réponse ira à plus de 20 personnes.')
  })
})

describe('files', () => {
  it('are attached, kept with what was typed, and taken out one by one', async () => {
    const { browser } = await webmail()
    const letter = await browser.open('/compose')
    const files = ['a.txt', 'b.txt'].map((name) => ({ field: 'files', name, content: Buffer.from(name) }))
    const page = await letter.press('Joindre', { to: 'a@b.example', body: 'x' }, files)
    expect(filesOn(page)).toEqual(['a.txt', 'b.txt'])

    const [first] = page.$('ul.files input').toArray()
    const after = await page.press(page.$(first).attr('name') ?? '')
    expect(filesOn(after)).toEqual(['b.txt'])
    expect(typedIn(after)).toMatchObject({ to: 'a@b.example', body: 'x' })
  })

  it('that are too large are named with the real limit; the text and the others are kept', async () => {
    const { browser } = await webmail({ env: { UPLOAD_LIMIT_MB: '1' } })
    const letter = await browser.open('/compose')
    expect(letter.words).toContain('Encore 1 Mo possibles pour ce message.')
    const page = await letter.press('Envoyer', { to: 'a@b.example', subject: 'x', body: 'Gardé.' }, [
      { field: 'files', name: 'petit.txt', content: Buffer.alloc(1_000) },
      { field: 'files', name: 'énorme.bin', content: Buffer.alloc(1_048_577) },
    ])

    expect(dit(page)).toContain('« énorme.bin » est trop lourd : un message peut porter 1 Mo de pièces jointes.')
    expect(filesOn(page)).toEqual(['petit.txt'])
    expect(typedIn(page)['body']).toBe('Gardé.')
    expect(page.url).toContain('/compose/')
    expect((await browser.open(page.url)).words).toContain('énorme.bin')
    expect((await page.press('Enregistrer')).words).not.toContain('énorme.bin')
  })

  it('as heavy as the page says are sent, and a text with them', async () => {
    const { browser } = await webmail()
    const letter = await browser.open('/compose')
    const [, shown = ''] = /Encore ([\d,]+) Mo possibles/.exec(letter.words) ?? []
    const content = Buffer.alloc(Number(shown.replace(',', '.')) * 1024 ** 2)
    expect(content.length).toBeGreaterThan(14 * 1024 ** 2)

    const attached = await letter.press('Joindre', { to: 'a@b.example' }, [{ field: 'files', name: 'é.bin', content }])
    const after = await attached.press('Envoyer', { subject: 'Lourd', body: 'Été. '.repeat(2_000) })

    expect(after.words).toContain('Message envoyé.')
  })

  it('are bounded by what is left of the mailbox, which is said', async () => {
    const site = await webmail({ user: { quotaMb: 1 } })
    const letter = await site.browser.open('/compose')
    expect(letter.words).toMatch(/Encore \d+ Ko possibles/)

    const file = { field: 'files', name: 'b.bin', content: Buffer.alloc(800_000) }
    const page = await letter.press('Joindre', { body: 'x' }, [file])
    expect(dit(page)).toMatch(/« b.bin » est trop lourd : il reste \d+ Ko dans votre boîte./)
  })
})
