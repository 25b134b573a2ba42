import { type Browser, plain, type Visit } from '../../support/browser.ts'
import { application, type Application, webmail, type Webmail } from '../../support/webmail.ts'

const said = (page: Visit) => plain(page.$('#dit').text())
const raw = (subject: string) => `From: a@b.example\r\nSubject: ${subject}\r\n\r\nBonjour.\r\n`
const one = (folder: string) => `/folders/one?folder=${encodeURIComponent(folder)}`

/** Names of the table of one’s own folders, in order. */
const rowsOf = (page: Visit) =>
  page
    .$('table')
    .first()
    .find('tbody th a')
    .toArray()
    .map((link) => plain(page.$(link).text()))

const beside = (page: Visit) =>
  page
    .$('.side li a')
    .toArray()
    .map((link) => plain(page.$(link).text()))

/** From the list of all folders to one of them. */
async function manage(browser: Browser, name: string): Promise<Visit> {
  const list = await browser.open('/folders')
  const link = list.$('main th a').filter((_at, element) => list.$(element).text() === name)
  return browser.open(link.attr('href') ?? '')
}

let at: Application
beforeAll(async () => {
  at = await application()
})

/** Somebody with folders, made as a person would make them. */
async function withFolders(...paths: string[]): Promise<Webmail> {
  const site = await webmail({ at })
  for (const path of paths) await site.mail.createFolder(path)
  return site
}

describe('managing folders', () => {
  it('makes a folder inside another, with accents, from the list on', async () => {
    const { browser } = await webmail({ at })
    const list = await (await browser.open('/mail/INBOX')).follow('Gérer les dossiers')
    const made = await (await list.follow('Nouveau dossier')).press('Créer le dossier', { name: 'Élèves & parents' })
    expect(said(made)).toBe('Dossier « Élèves & parents » créé.')

    const inside = await (await manage(browser, 'Élèves & parents')).follow('Nouveau dossier dans celui-ci')
    const nested = await inside.press('Créer le dossier', { name: ' 6e « À » ' })

    expect(said(nested)).toBe('Dossier « 6e « À » » créé.')
    expect(rowsOf(nested).slice(-2)).toEqual(['Élèves & parents', '6e « À »'])
    expect(beside(nested)).toEqual(expect.arrayContaining(['Élèves & parents', '6e « À »']))
    expect((await browser.open(`/mail/${encodeURIComponent('Élèves & parents/6e « À »')}`)).status).toBe(200)
  })

  it('tells messages, unread ones, sizes and the quota', async () => {
    const { browser, mail } = await withFolders('Lourd')
    await mail.append('Lourd', { raw: raw('un') + 'x'.repeat(20_000) })
    await mail.append('Lourd', { raw: raw('deux'), flags: ['\\Seen'] })

    const list = await browser.open('/folders')

    const row = list.$('tbody tr').filter((_at, element) => list.$(element).text().includes('Lourd'))
    expect(
      row
        .find('td')
        .toArray()
        .map((cell) => plain(list.$(cell).text())),
    ).toEqual(['2 dont 1 non lu', '20 Ko'])
    expect(plain(list.$('.files').text())).toMatch(/^Votre boîte 20 Ko sur 2 Go, soit 0 %/)
  })

  it.each([
    { name: '', complaint: 'Donnez un nom au dossier.' },
    { name: 'Pris', complaint: 'Il y a déjà un dossier de ce nom à cet endroit : choisissez-en un autre.' },
    { name: 'a/b', complaint: 'Le caractère « / » sépare les dossiers' },
    { name: 'é'.repeat(200), complaint: 'Ce nom est trop long : choisissez-en un plus court.' },
    { name: 'inbox', complaint: 'Ce nom est celui de la boîte de réception : choisissez-en un autre.' },
    { name: 'a\u0007b', complaint: 'Le serveur de messagerie n’accepte pas ce nom : essayez-en un plus simple.' },
  ])('keeps the name « $name » as typed and points at the mistake', async ({ name, complaint }) => {
    const { browser } = await withFolders('Pris')
    const back = await (await browser.open('/folders/new')).press('Créer le dossier', { name })

    expect(back.status).toBe(422)
    expect(back.$('#name').attr('value')).toBe(name)
    expect(back.$('#name').attr('aria-describedby')).toBe('name-error')
    expect(plain(back.$('#name-error').text())).toContain(complaint)
    expect(said(back)).toContain(complaint)
    expect(back.$('#dit a').attr('href')).toBe('#name')
  })

  it.each(['.', '..', '~', 'a.b', '100 % sûr', 'dit "oui" & <b>', '🎓', 'x'.repeat(200)])(
    'makes, opens, renames and removes a folder called « %s »',
    async (name) => {
      const { browser } = await webmail({ at })
      const made = await (await browser.open('/folders/new')).press('Créer le dossier', { name })
      expect(said(made)).toBe(`Dossier « ${name} » créé.`)

      const opened = await (await manage(browser, name)).follow('Ouvrir le dossier')
      expect(opened.status).toBe(200)
      const renamed = await (await manage(browser, name)).press('Enregistrer', { name: 'Simple' })
      expect(said(renamed)).toBe(`Dossier « ${name} » renommé « Simple ».`)
      const gone = await (await manage(browser, 'Simple')).press('Mettre à la corbeille')
      expect(rowsOf(gone).slice(-2)).toEqual(['Corbeille', 'Simple'])
    },
  )

  it('moves a folder with those it holds, and says so', async () => {
    const { browser } = await withFolders('École', 'Sorties', 'Sorties/Liste')
    const page = await browser.open(one('Sorties'))
    expect(
      page
        .$('#inside option')
        .toArray()
        .map((option) => page.$(option).attr('value')),
    ).not.toContain('Sorties/Liste')

    const moved = await page.press('Enregistrer', { inside: 'École' })

    expect(said(moved)).toBe('Dossier « Sorties » déplacé, avec le dossier qu’il contient.')
    expect(rowsOf(moved).slice(-3)).toEqual(['École', 'Sorties', 'Liste'])
    expect(beside(moved)).toEqual(expect.arrayContaining(['École', 'Sorties', 'Liste']))
  })

  it('leads to all messages of a folder at once, and to emptying the bin', async () => {
    const { browser, mail } = await withFolders('École')
    await mail.append('École', { raw: raw('un') })
    await mail.append('Corbeille', { raw: raw('deux') })
    const all = await (await browser.open(one('École'))).follow('Tous ses messages à la fois')
    expect([all.status, all.words]).toEqual([200, expect.stringContaining('un')])
    const question = await (await browser.open(one('Corbeille'))).follow('Vider le dossier…')
    expect(question.words).toContain('deux')
    expect((await browser.open(one('INBOX'))).words).not.toContain('Vider le dossier…')
  })

  it('says that nothing changed when nothing did', async () => {
    const { browser } = await withFolders('École')
    const page = await (await browser.open(one('École'))).press('Enregistrer')
    expect(said(page)).toBe('Rien n’a changé : c’était déjà ainsi.')
  })

  it('hides a folder from every page and shows it again', async () => {
    const { browser } = await withFolders('École', 'École/6e')
    const hidden = await (await browser.open(one('École'))).press('Masquer ce dossier')

    expect(said(hidden)).toContain('Le dossier « École » est masqué.')
    expect(beside(hidden)).not.toContain('École')
    // Its child keeps a name that says where it is.
    expect(beside(hidden)).toContain('École / 6e')

    const shown = await (await manage(browser, 'École')).press('Afficher ce dossier')
    expect(beside(shown)).toEqual(expect.arrayContaining(['École', '6e']))
  })

  it('answers that a folder renamed elsewhere is not there', async () => {
    const { browser } = await webmail({ at })
    expect((await browser.open(one('Nulle part'))).status).toBe(404)
    const page = await (
      await browser.open('/folders/new')
    ).press('Créer le dossier', { name: 'x', inside: 'Nulle part' })
    expect(page.status).toBe(422)
    expect(plain(page.$('#inside-error').text())).toBe('Ce dossier n’existe plus : choisissez-en un autre.')
    expect(page.$('#name').attr('value')).toBe('x')
  })
})

describe('the folders beside every page', () => {
  it('bear the server’s names where the reader wants them', async () => {
    const { browser } = await webmail({ at })
    expect(beside(await browser.open('/mail/INBOX'))).toContain('Boîte de réception')
    const page = await (await browser.open('/settings/reading')).press('do-save', { realFolderNames: 'on' })
    expect(beside(page)).toContain('INBOX')
    expect(plain((await browser.open('/mail/INBOX')).$('h1').text())).toContain('INBOX')
  })

  it('stand under the folder with a role that holds them', async () => {
    const { browser } = await withFolders('Archives/2026', 'Zoo')
    const page = await browser.open('/mail/INBOX')
    const lists = page.$('.side ul').toArray()
    expect(plain(page.$(lists[0]).text())).toContain('Archives 2026 Indésirables')
    expect(plain(page.$(lists[1]).text())).toBe('Zoo')
  })
})
