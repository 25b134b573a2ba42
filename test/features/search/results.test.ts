import { plain, type Visit } from '../../support/browser.ts'
import { webmail, type Webmail } from '../../support/webmail.ts'

interface Letter {
  subject: string
  folder?: string
  from?: string
  body?: string
  date?: Date
}

async function withLetters(letters: Letter[], options: Parameters<typeof webmail>[0] = {}): Promise<Webmail> {
  const site = await webmail(options)
  for (const { subject, folder = 'INBOX', from = 'a@b.example', body = 'Bonjour.', date } of letters) {
    const raw = `From: ${from}\r\nSubject: ${subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`
    await site.mail.append(folder, { raw, ...(date && { date }) })
  }
  return site
}

const subjectsOf = (page: Visit) =>
  page
    .$('ul.mail .what a')
    .toArray()
    .map((link) => plain(page.$(link).text()))

const search = (q: string, more = '') => `/search?q=${encodeURIComponent(q)}${more}`
const said = (page: Visit) => plain(page.$('#dit').text())
const boxes = (page: Visit) =>
  page
    .$('input[name=uid]')
    .toArray()
    .map((box) => page.$(box).attr('value') ?? '')

describe('searching from the box in the head', () => {
  it('finds newest first, in every folder but junk and bin, and says where each message is', async () => {
    const { browser, inbox } = await withLetters([
      { subject: 'Sortie au musée', folder: 'Archives', date: new Date('2026-03-01') },
      { subject: 'Bus de la sortie', date: new Date('2026-05-01') },
      { subject: 'Réunion', body: 'On parlera de la sortie.', date: new Date('2026-04-01') },
      { subject: 'Sortie gratuite', folder: 'Indésirables', date: new Date('2026-06-01') },
      { subject: 'Absences', date: new Date('2026-06-01') },
    ])

    expect(inbox.$('form[role=search]').attr('action')).toBe('/search')
    const page = await browser.open(search('sortie'))

    expect(subjectsOf(page)).toEqual(['Bus de la sortie', 'Réunion', 'Sortie au musée'])
    expect(page.words).toContain('3 messages trouvés.')
    expect(page.words).toContain('Cherché partout, sauf dans Indésirables et Corbeille : « sortie ».')
    expect(plain(page.$('ul.mail li').last().find('.tag').first().text())).toBe('Archives')
    expect(page.$('input[name=q]').first().attr('value')).toBe('sortie')

    const everywhere = await page.follow('Chercher aussi dans Indésirables et Corbeille')
    expect(subjectsOf(everywhere)).toContain('Sortie gratuite')
  })

  it('marks the words where they stand, as text', async () => {
    const { browser } = await withLetters([{ subject: '<b>Élève</b> absent', from: 'L’eleve <x@y.example>' }])

    const page = await browser.open(search('élève'))

    const marked = page.$('ul.mail mark').toArray()
    expect(marked.map((mark) => page.$(mark).text())).toEqual(['eleve', 'Élève'])
    expect(page.html).toContain('&lt;b&gt;')
  })

  it('shows the same in the layout of a table', async () => {
    const body = `${'Ordre du jour. '.repeat(40)}Le goûter aura lieu. ${'Suite. '.repeat(80)}`
    const { browser } = await withLetters([{ subject: 'Réunion', body }, { subject: 'Goûter' }])
    await (await browser.open('/settings/display')).press('Enregistrer', { listLayout: 'table' })

    const page = await browser.open(search('goûter'))

    const marked = page.$('table.mail mark').toArray()
    expect(marked.map((mark) => page.$(mark).text()).sort()).toEqual(['Goûter', 'goûter'])
    expect(page.$('table.mail .words mark').text()).toBe('goûter')
  })

  it('offers to put nothing into the bin that is in it', async () => {
    const { browser, mail } = await withLetters([{ subject: 'Bus', folder: 'Corbeille' }, { subject: 'Bus' }])
    await mail.createFolder('Corbeille/Vieux')
    const offered = async (path: string) => (await browser.open(path)).$('input[name=do-delete]').length > 0

    expect(await offered(search('bus', '&in=*'))).toBe(true)
    expect(await offered(search('bus', '&in=Corbeille&below=true'))).toBe(false)
    expect(await offered('/search/all?q=bus&in=*')).toBe(true)
    expect(await offered('/search/all?q=bus&in=Corbeille')).toBe(false)
  })

  it('shows the words around what was found where only the text has it', async () => {
    const body = `${'Ordre du jour ordinaire. '.repeat(40)}Le goûter de Noël aura lieu au réfectoire. ${'Suite. '.repeat(80)}`
    const { browser } = await withLetters([{ subject: 'Réunion', body }])

    const page = await browser.open(search('goûter'))

    expect(plain(page.$('ul.mail .words').text())).toMatch(
      /^… .*ordinaire\. Le goûter de Noël aura lieu au réfectoire\. Suite/,
    )
    expect(page.$('ul.mail .words mark').text()).toBe('goûter')
  })

  it('understands where, who and when, and says so', async () => {
    const { browser } = await withLetters([
      { subject: 'Vœux', from: 'Marc Dupont <marc@b.example>', date: new Date('2019-01-10'), folder: 'Archives' },
      { subject: 'Vœux', from: 'Marc Dupont <marc@b.example>', date: new Date('2020-01-10'), folder: 'Archives' },
      { subject: 'Vœux', from: 'Anne <anne@b.example>', date: new Date('2019-01-11'), folder: 'Archives' },
    ])

    const page = await browser.open(search('dans:archives de:dupont le:2019'))

    expect(
      page
        .$('ul.mail time')
        .toArray()
        .map((time) => page.$(time).attr('datetime')?.slice(0, 10)),
    ).toEqual(['2019-01-10'])
    expect(page.words).toContain(
      'Cherché : dans « Archives », de « dupont » et du 1ᵉʳ janvier 2019 au 31 décembre 2019.',
    )
  })

  it('says what it did not understand, and looks for the rest', async () => {
    const { browser } = await withLetters([{ subject: 'Bus' }, { subject: 'Car' }])

    const page = await browser.open(search('bus avant:31/02/2025'))

    expect(subjectsOf(page)).toEqual(['Bus'])
    expect(page.words).toContain('« avant:31/02/2025 » : cette date n’a pas été comprise. Cherché sans elle. Exemples')
  })

  it.each([
    ['avant:31/02/2025', 'cette date n’a pas été comprise. Exemples'],
    ['de:', '« de: » n’est suivi de rien.'],
    ['« » .* (', 'Il n’y a là aucun mot à chercher.'],
    ['bus dans:archives -dans:archives', 'Aucun dossier ne répond à tout ce qui est demandé.'],
  ])('says why nothing was looked for, and not that it was: %s', async (typed, why) => {
    const { browser } = await webmail()

    const page = await browser.open(search(typed))

    expect(page.words).toContain('Rien n’a été cherché.')
    expect(page.words).toContain(why)
    expect(page.words).not.toMatch(/Cherché sans|Chercher aussi dans/)
  })

  it('says that nothing was found only when all was searched, and what to try', async () => {
    const { browser } = await withLetters([{ subject: 'Bus' }])

    const page = await browser.open(search('tramway'))

    expect(page.words).toContain('Aucun message trouvé.')
    expect(page.words).toContain('Vérifiez l’orthographe')
  })

  it.each([
    ['signs of IMAP and of patterns', 'a"b\\c {5+} * % ( ) [.*]+'],
    ['what is never closed', 'OU ( "'],
    ['line breaks and NUL', '\0\r\n* LIST'],
    ['a dash', '-'],
    ['a very long phrase', `objet:"${'x'.repeat(900)}"`],
  ])('never breaks on %s', async (_what, typed) => {
    const { browser } = await withLetters([{ subject: 'Bus' }])
    const page = await browser.open(search(typed))
    expect(page.status).toBe(200)
    expect(page.words).toMatch(/Rien n’a été cherché|Aucun message trouvé/)
    expect(subjectsOf(await browser.open('/mail/INBOX'))).toEqual(['Bus'])
  })

  it('refuses a page of text with a sentence', async () => {
    const { browser } = await webmail()
    const page = await browser.open(search('x'.repeat(10_000)))
    expect(page.words).toContain('Cette recherche dépasse 1 000 caractères.')
  })

  it('goes on, page by page, and comes back', async () => {
    const letters = Array.from({ length: 30 }, (_one, index) => ({
      subject: `Point ${index + 1}.`,
      date: new Date(Date.UTC(2026, 0, index + 1)),
    }))
    const { browser } = await withLetters(letters)

    const first = await browser.open(search('objet:point'))
    const second = await first.follow('Plus anciens')
    const again = await second.follow('Revenir en arrière')

    expect(first.words).toContain('30 messages trouvés.')
    expect(subjectsOf(first)[0]).toBe('Point 30.')
    expect(subjectsOf(second)).toEqual(['Point 5.', 'Point 4.', 'Point 3.', 'Point 2.', 'Point 1.'])
    expect(subjectsOf(again)).toEqual(subjectsOf(first))
  })
})

describe('acting on results', () => {
  it('moves those ticked, from several folders, and shows the same search', async () => {
    const { browser, mail } = await withLetters([
      { subject: 'Sortie 1' },
      { subject: 'Sortie 2', folder: 'Archives' },
      { subject: 'Sortie 3' },
    ])
    await mail.createFolder('Sorties')
    const page = await browser.open(search('objet:sortie'))

    const after = await page.press('do-move1', { uid: boxes(page).slice(0, 2), to1: 'Sorties' })

    expect(said(after)).toBe('2 messages déplacés vers « Sorties ».')
    expect(after.url).toMatch(/^\/search\?q=objet%3Asortie/)
    expect(subjectsOf(await browser.open('/mail/Sorties')).sort()).toHaveLength(2)
    expect(subjectsOf(after)).toHaveLength(3)
  })

  it('keeps the boxes ticked when no folder was chosen, and changes nothing', async () => {
    const { browser } = await withLetters([{ subject: 'Sortie 1' }, { subject: 'Sortie 2' }])
    const page = await browser.open(search('objet:sortie'))
    const [one = ''] = boxes(page)

    const after = await page.press('do-move1', { uid: [one] })

    expect(said(after)).toContain('choisissez d’abord un dossier')
    expect(
      after
        .$('input[name=uid][checked]')
        .toArray()
        .map((box) => after.$(box).attr('value')),
    ).toEqual([one])
    expect(said(await page.press('Archiver', { uid: [] }))).toContain('aucun message n’était choisi')
  })

  it('moves all that was found, whichever page shows it, and nothing that came later', async () => {
    const letters = Array.from({ length: 30 }, (_one, index) => ({
      subject: `Sortie ${index}`,
      folder: index % 2 ? 'Archives' : 'INBOX',
    }))
    const { browser, mail } = await withLetters(letters)
    await mail.createFolder('Élèves/Sorties')
    const page = await browser.open(search('objet:sortie'))

    const whole = await page.follow('Agir sur tous les résultats')
    expect(whole.words).toContain('30 messages')
    await mail.append('INBOX', { raw: 'Subject: Sortie tardive\r\n\r\nx\r\n' })
    const after = await whole.press('do-move2', { to2: 'Élèves/Sorties' })

    expect(said(after)).toBe('30 messages déplacés vers « Sorties ».')
    expect(subjectsOf(await browser.open('/mail/INBOX'))).toEqual(['Sortie tardive'])
    expect((await browser.open('/mail/%C3%89l%C3%A8ves%2FSorties')).words).toContain('sur 30')
  })
})

describe('an answer that another site asked for', () => {
  it('is not compressed: its length would tell what stands in the mail', async () => {
    const { browser } = await withLetters([{ subject: 'Bus' }])
    const encodingFor = async (site: string) => {
      const answer = await browser.agent.get(search('bus')).set('Accept-Encoding', 'gzip').set('Sec-Fetch-Site', site)
      return answer.headers['content-encoding']
    }
    expect(await encodingFor('cross-site')).toBeUndefined()
    expect(await encodingFor('same-origin')).toBe('gzip')
  })
})
