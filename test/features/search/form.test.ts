import { plain, type Visit } from '../../support/browser.ts'
import { webmail } from '../../support/webmail.ts'

/** Fills in the form of the page and sends it, as a browser would: a GET. */
function fill(browser: { open: (path: string) => Promise<Visit> }, fields: Record<string, string>): Promise<Visit> {
  return browser.open(`/search?${new URLSearchParams(fields).toString()}`)
}

const valueOf = (page: Visit, name: string) => page.$(`main [name=${name}]`).attr('value')
const chosenIn = (page: Visit, name: string) => page.$(`main select[name=${name}] option[selected]`).attr('value')
const isTicked = (page: Visit, name: string) => page.$(`main input[name=${name}]`).attr('checked') !== undefined

describe('the form for who would rather not learn a language', () => {
  it('is what the box finds when it is empty, and explains what the box understands', async () => {
    const { browser } = await webmail()
    const page = await browser.open('/search?q=')

    expect(plain(page.$('h1').text())).toBe('Recherche avancée')
    expect(plain(page.$('tr:contains(de:dupont) td').text())).toBe('écrits par Dupont')
    const fields = page.$('main form[method=get] [name]').toArray()
    for (const field of fields) expect(page.$(`label[for=${page.$(field).attr('id') ?? ''}]`)).toHaveLength(1)
  })

  it('gives one address, that of the same search typed in the box', async () => {
    const { browser } = await webmail()
    const page = await fill(browser, {
      words: 'bus -car',
      sender: 'marie dupont',
      recipient: '"vie scolaire"',
      subject: 'OU (piège',
      since: '2025-03-12',
      until: '2025-03-31',
      larger: '5242880',
      label: '$label1',
      in: 'Archives',
      below: 'true',
      attachment: 'true',
      unread: 'true',
      followed: 'true',
    })

    const { searchParams, pathname } = new URL(page.url, 'http://here')
    expect(pathname).toBe('/search')
    expect(Object.fromEntries(searchParams)).toEqual({
      q: 'de:marie de:dupont à:"vie scolaire" objet:piège après:2025-03-12 avant:2025-04-01 plus:5Mo pièce:oui est:nonlu est:suivi étiquette:Important bus -car',
      in: 'Archives',
      below: 'true',
    })
    expect(page.words).toContain('Cherché dans « Archives » et les dossiers qu’il contient : de « marie »')
    expect(page.words).toContain('à partir du 12 mars 2025, avant le 1ᵉʳ avril 2025, plus de 5 Mo')
  })

  it('is filled in again by « Affiner », whatever was typed in the box', async () => {
    const { browser } = await webmail()
    const typed = 'de:dupont après:12/03/2025 avant:01/04/2025 plus:5Mo pièce:oui étiquette:Important (a OU b) -c'
    const results = await browser.open(`/search?q=${encodeURIComponent(typed)}&in=INBOX`)
    const page = await results.follow('Affiner')

    expect(['words', 'sender', 'since', 'until'].map((name) => valueOf(page, name))).toEqual([
      '(a OU b) -c',
      'dupont',
      '2025-03-12',
      '2025-03-31',
    ])
    expect([chosenIn(page, 'larger'), chosenIn(page, 'label'), chosenIn(page, 'in')]).toEqual([
      '5242880',
      '$label1',
      'INBOX',
    ])
    expect([isTicked(page, 'attachment'), isTicked(page, 'unread')]).toEqual([true, false])
  })

  it('looks in a folder, in those inside it, or really everywhere', async () => {
    const { browser, mail } = await webmail()
    await mail.createFolder('Classe')
    await mail.createFolder('Classe/5e A')
    for (const folder of ['INBOX', 'Classe', 'Classe/5e A', 'Corbeille']) {
      await mail.append(folder, { raw: `Subject: Bus de ${folder}\r\n\r\nx\r\n` })
    }
    const found = async (place: Record<string, string>) => {
      const page = await fill(browser, { words: 'bus', ...place })
      const links = page.$('ul.mail .what a').toArray()
      return links.map((link) => plain(page.$(link).text()).replace('Bus de ', '')).sort()
    }

    expect(await found({ in: 'Classe' })).toEqual(['Classe'])
    expect(await found({ in: 'Classe', below: 'true' })).toEqual(['Classe', 'Classe/5e A'])
    expect(await found({ in: '' })).toEqual(['Classe', 'Classe/5e A', 'INBOX'])
    expect(await found({ in: '*' })).toEqual(['Classe', 'Classe/5e A', 'Corbeille', 'INBOX'])
  })

  it('sent empty looks for nothing, and stays', async () => {
    const { browser } = await webmail()
    const page = await fill(browser, { words: '', sender: '', in: 'INBOX' })
    expect(plain(page.$('h1').text())).toBe('Affiner la recherche')
    expect(chosenIn(page, 'in')).toBe('INBOX')
  })
})
