import { submissionName as server } from '../../lab/places.ts'
import { plain } from '../../support/browser.ts'
import { webmail, type Webmail } from '../../support/webmail.ts'

const vouched = (domain: string) => `Authentication-Results: ${server}; dkim=pass header.d=${domain}`

interface Letter {
  from: string
  extra?: string[]
  body?: string
  type?: string
}

const letter = ({ from, extra = [], body = 'Bonjour.', type = 'text/plain' }: Letter) =>
  [
    ...extra,
    `From: ${from}`,
    'Date: Tue, 24 Nov 2026 09:42:00 +0100',
    'Subject: x',
    `Content-Type: ${type}; charset=utf-8`,
    '',
    body,
    '',
  ].join('\r\n')

const picture = '<p>Bonjour.</p><img src="https://images.cned.fr/a.png" width="300" height="100" alt="">'
const newsletter = { from: 'CNED <lettre@cned.fr>', body: picture, type: 'text/html' }

/** The newest message of the inbox, as its reader opens it. */
async function opened(site: Webmail, some: Letter) {
  await site.mail.append('INBOX', { raw: letter(some) })
  return (await site.browser.open('/mail/INBOX')).follow('x')
}

async function accountOf({ parts, user }: Webmail): Promise<string> {
  const person = { login: user.login, name: '', addresses: [] }
  return (await parts.accounts.accounts.findOrCreate(person, user.login)).id
}

const said = ({ $ }: Awaited<ReturnType<typeof opened>>) => plain($('article .said').text())

describe('images of a sender who may always show them', () => {
  it('are shown in each of their messages, on paper too, once that was asked for', async () => {
    const site = await webmail()
    const page = await opened(site, { ...newsletter, extra: [vouched('cned.fr')] })
    const shown = await page.press('Toujours afficher les images de cet expéditeur')
    const next = await opened(site, { ...newsletter, extra: [vouched('cned.fr')] })
    const paper = await next.follow('Imprimer')

    expect(plain(shown.$('#dit').text())).toBe('Expéditeurs dont les images s’affichent : liste enregistrée.')
    for (const visit of [shown, next, paper]) {
      expect(visit.$('.letter img').attr('src')).toBe('https://images.cned.fr/a.png')
      expect(visit.headers['content-security-policy']).toContain('https:')
    }
    expect(next.words).toContain('Les images de cet expéditeur sont toujours affichées')
  })

  it('are shown in the frame of a designed letter', async () => {
    const cell = `<table width="600"><tr><td style="background:#123456">${picture}</td></tr></table>`
    const body = `<body bgcolor="#eeeeee"><table><tr><td><table><tr><td>${cell}</td></tr></table></td></tr></table></body>`
    const site = await webmail()
    const page = await opened(site, { ...newsletter, body, extra: [vouched('cned.fr')] })
    const shown = await page.press('do-always')
    const alone = await site.browser.open((shown.$('iframe').attr('src') ?? '').replace(/\?.*/, ''))

    expect(alone.html).toContain('https://images.cned.fr/a.png')
    expect(alone.headers['content-security-policy']).toContain('img-src data: https: http:')
  })

  it.each([
    ['nobody vouches for', []],
    ['another domain is vouched for', [vouched('evil.example')]],
    ['another server vouches for', [vouched('cned.fr').replace(server, 'mx.evil.example')]],
    ['a claim below the topmost one vouches for', [`Authentication-Results: ${server}; dkim=none`, vouched('cned.fr')]],
  ])('stay out of a message that %s, and nothing else is offered', async (_, extra) => {
    const site = await webmail()
    const page = await opened(site, { ...newsletter, extra: [vouched('cned.fr')] })
    await page.press('do-always')
    const faked = await opened(site, { ...newsletter, extra })

    expect(faked.$('.letter img')).toHaveLength(0)
    expect(faked.$('input[name=do-images]')).toHaveLength(1)
    expect(faked.$('input[name=do-always]')).toHaveLength(0)
  })

  it('are not offered for an address longer than any, and nobody is forgotten for it', async () => {
    const site = await webmail()
    const page = await opened(site, { ...newsletter, extra: [vouched('cned.fr')] })
    await page.press('do-always')
    const from = `${'x'.repeat(320)}@cned.fr`
    const endless = await opened(site, { ...newsletter, from, extra: [vouched('cned.fr')] })

    expect(endless.$('input[name=do-always]')).toHaveLength(0)
    const form = { _csrf: String(endless.$('form[method=post] [name=_csrf]').val()), 'do-always': 'x' }
    await site.browser.agent.post(endless.url).type('form').send(form).expect(303)
    const { imageSenders } = await site.parts.preferences.read(await accountOf(site))
    expect(imageSenders).toEqual(['lettre@cned.fr'])
  })

  it('stay out where no server is believed', async () => {
    const site = await webmail({ env: { AUTHSERV_ID: '' } })
    const page = await opened(site, { ...newsletter, extra: [vouched('cned.fr')] })
    expect(page.$('input[name=do-always]')).toHaveLength(0)
  })

  it('are not even offered to whoever wants none, nor shown by an address', async () => {
    const site = await webmail()
    const page = await opened(site, { ...newsletter, extra: [vouched('cned.fr')] })
    const account = await accountOf(site)
    await site.parts.preferences.change(account, { images: 'never' })
    const again = await site.browser.open(`${page.url}?images=true`)

    expect(again.$('.letter img')).toHaveLength(0)
    expect(again.$('input[name=do-images]')).toHaveLength(0)
    expect(said(again)).toBe('Images distantes bloquées, comme le demandent vos préférences.')
  })
})

describe('a sender', () => {
  it.each([
    { who: 'a colleague', from: 'Karim Benali <k.benali@ac-lyon.example>', extra: [], tag: '' },
    { who: 'a colleague of another school', from: 'Zoé <zoe@college.ac-lyon.example>', extra: [], tag: '' },
    { who: 'a parent', from: 'Paul Martin <paul.martin@gmail.com>', extra: [], tag: 'Expéditeur extérieur' },
    {
      who: 'a list',
      from: 'Zoé <zoe@x.fr>',
      extra: ['List-Id: <profs.liste.fr>', 'Reply-To: profs@liste.fr'],
      tag: 'Expéditeur extérieur',
    },
    {
      who: 'an office',
      from: 'Rectorat <a@ac-lyon.example>',
      extra: ['Reply-To: ce.69@college.ac-lyon.example'],
      tag: '',
    },
  ])('who is ordinary raises no alarm: $who', async ({ from, extra, tag }) => {
    const page = await opened(await webmail(), { from, extra })
    expect(said(page)).toBe('')
    expect(plain(page.$('.title .tag:not(:first-of-type)').text())).toBe(tag)
  })

  it.each([
    ['Rectorat <a@ac-1yon.example>', [], 'ressemble à une adresse de ac-lyon.example'],
    ['Rectorat <a@ac-lyon.example.connexion.net>', [], 'ressemble à une adresse de ac-lyon.example'],
    ['"recteur@ac-lyon.example" <a@evil.net>', [], 'Le nom de l’expéditeur est une adresse'],
    ['Zoé <a@gооgle.net>', [], 'mêle des lettres de plusieurs alphabets'],
    [
      'Paul <paul@gmail.com>',
      ['Reply-To: paul@evil.net'],
      'à une autre adresse que celle de l’expéditeur : paul@evil.net',
    ],
    ['Rectorat <a@ac-lyon.example>', [`Authentication-Results: ${server}; dkim=none`], 'n’a pas pu vérifier'],
  ])('who is not what it seems is told: %s %s', async (from, extra, words) => {
    expect(said(await opened(await webmail(), { from, extra }))).toContain(words)
  })

  it('has the name of somebody else, written to lately', async () => {
    const site = await webmail()
    const account = await accountOf(site)
    await site.parts.recent.remember(account, [
      { name: 'Karim Benali', address: 'k.benali@ac-lyon.example' },
      { name: 'Secrétariat', address: 'secretariat@ac-lyon.example' },
    ])
    const namesake = await opened(site, { from: 'BENALI Karim <kbenali@evil.net>' })
    const office = await opened(site, { from: 'Secrétariat <secretariat@mairie.fr>' })

    expect(said(namesake)).toBe(
      '« BENALI Karim » est aussi le nom d’un de vos correspondants (k.benali@ac-lyon.example), mais ce message vient d’une autre adresse : kbenali@evil.net.',
    )
    expect(said(office)).toBe('')
  })
})
