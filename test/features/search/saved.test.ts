import { paths } from '../../../src/http/paths.ts'
import { plain, type Visit } from '../../support/browser.ts'
import { lab } from '../../support/lab.ts'
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

  it('look in no other folder once theirs is gone, and say so', async () => {
    const { browser, mail, user } = await webmail()
    await mail.createFolder('Projet')
    await mail.append('Projet', { raw: 'Subject: Bus\r\n\r\nx\r\n' })
    await mail.append('INBOX', { raw: 'Subject: Bus du lycée\r\n\r\nx\r\n' })
    await (await browser.open('/search?q=objet%3Abus&in=Projet')).press('Garder', { name: 'Les bus' })
    await lab().asUser(user, (imap) => imap.mailboxRename('Projet', 'Projet 2026'))

    const again = await (await browser.open('/search')).follow('Les bus')

    expect(again.words).toContain('Le dossier « Projet » n’existe plus.')
    expect(again.words).toContain('Rien n’a été cherché.')
    expect(again.words).not.toContain('Bus du lycée')
    expect((await again.follow('Chercher partout')).words).toContain('Bus du lycée')
    expect((await browser.open('/search/attachments?in=Projet')).words).toContain('« Projet » n’existe plus')
  })

  it('go with their folder when it is renamed here', async () => {
    const { browser, mail } = await webmail()
    await mail.createFolder('Projet')
    await mail.createFolder('Projet/Bus')
    await mail.append('Projet/Bus', { raw: 'Subject: Bus\r\n\r\nx\r\n' })
    await (await browser.open('/search?q=objet%3Abus&in=Projet%2FBus')).press('Garder', { name: 'Les bus' })

    await (await browser.open(paths.changeFolder('Projet'))).press('Enregistrer', { name: 'Projet 2026' })

    const again = await (await browser.open('/search')).follow('Les bus')
    expect(again.words).toContain('1 message trouvé.')
    expect(again.words).toContain('Cherché dans « Bus »')
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

  it.each([
    ['nothing', ''],
    ['an operator alone', 'de:'],
    ['a page of text', 'x'.repeat(5_000)],
  ])('are none that look for nothing: %s', async (_what, q) => {
    const { browser } = await webmail()
    const page = await (await browser.open('/search?q=bus')).press('Garder', { name: 'Rien', q })
    expect(page.words).not.toContain('Recherche gardée')
    expect((await browser.open('/search')).words).not.toContain('Recherches gardées')
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

  it('are forgotten, and no more remembered, for whoever chooses so', async () => {
    const { browser } = await webmail({ computer: 'own' })
    await browser.open('/search?q=secret')
    const choice = await (await browser.open('/search')).follow('Ne plus en retenir')
    expect(choice.words).toContain('rien n’est retenu sur un poste partagé')

    const chosen = await choice.press('Enregistrer', { rememberSearches: [] })
    expect(chosen.$('#rememberSearches').attr('checked')).toBeUndefined()
    await browser.open('/search?q=autre')
    expect((await browser.open('/search')).$('h2:contains(récentes)')).toHaveLength(0)

    await chosen.press('Enregistrer', { rememberSearches: 'on' })
    expect((await browser.open('/search')).$('h2:contains(récentes)')).toHaveLength(0)
    await browser.open('/search?q=encore')
    expect((await browser.open('/search')).words).toContain('« encore »')
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
