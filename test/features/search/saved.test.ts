import { plain, type Visit } from '../../support/browser.ts'
import { signIn, webmail } from '../../support/webmail.ts'

const said = (page: Visit) => plain(page.$('#dit').text())

describe('searches that are kept', () => {
  it('stand under their name, and find the same again', async () => {
    const { browser, mail } = await webmail()
    await mail.append('Archives', { raw: 'Subject: Bus\r\n\r\nx\r\n' })
    const results = await browser.open('/search?q=objet%3Abus&in=Archives')

    const kept = await results.press('Garder', { name: '  Les   bus ' })
    expect(said(kept)).toContain('Recherche gardée.')
    expect(kept.words).toContain('1 message trouvé.')

    const form = await browser.open('/search')
    expect(form.words).toContain('Les bus objet « bus », dans « Archives »')
    const again = await form.follow('Les bus')
    expect(again.words).toContain('1 message trouvé.')
  })

  it('are renamed, and no longer kept, by their owner', async () => {
    const { browser } = await webmail()
    await (await browser.open('/search?q=bus')).press('Garder', { name: 'Bus' })
    const page = await (await browser.open('/search')).follow('Modifier « Bus »')

    expect(said(await page.press('Renommer', { name: ' ' }))).toContain('donnez d’abord un nom')
    const renamed = await page.press('Renommer', { name: 'Autocars' })
    expect(said(renamed)).toBe('Recherche renommée.')
    expect(renamed.words).toContain('Autocars « bus »')

    const removed = await page.press('Ne plus garder')
    expect(said(removed)).toContain('n’est plus gardée')
    expect(removed.words).not.toContain('Autocars')
    expect(said(await page.press('Ne plus garder'))).toBe('Cette recherche n’est plus gardée.')
  })

  it('want a name before anything is kept', async () => {
    const { browser } = await webmail()
    const page = await (await browser.open('/search?q=bus')).press('Garder', { name: ' ' })
    expect(said(page)).toContain('Rien n’a changé')
    expect((await browser.open('/search')).words).not.toContain('Recherches gardées')
  })
})

describe('searches made lately', () => {
  it('are offered on one’s own computer, until they are forgotten', async () => {
    const { browser } = await webmail({ computer: 'own' })
    await browser.open('/search?q=bus')
    await browser.open('/search?q=car&in=INBOX')

    const page = await browser.open('/search')
    const recent = page.$('h2:contains(récentes) + ul li')
    expect(recent.toArray().map((row) => plain(page.$(row).text()))).toEqual([
      '« car », dans « Boîte de réception »',
      '« bus », partout, sauf dans Indésirables et Corbeille',
    ])
    const after = await page.press('Oublier ces recherches')
    expect(said(after)).toContain('oubliées')
    expect(after.$('h2:contains(récentes)')).toHaveLength(0)
  })

  it('are neither remembered nor shown on a shared computer', async () => {
    const site = await webmail({ computer: 'own' })
    await site.browser.open('/search?q=secret')
    const { browser } = await signIn(site.app, site.user, 'shared')
    await browser.open('/search?q=autre')

    expect((await browser.open('/search')).words).not.toContain('secret')
    const own = await site.browser.open('/search')
    expect(own.words).toContain('secret')
    expect(own.words).not.toContain('autre')
  })
})
