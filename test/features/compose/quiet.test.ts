import { typedIn } from '../../support/compose.ts'
import { plain, type Visit } from '../../support/browser.ts'
import { webmail, type Webmail } from '../../support/webmail.ts'

const typed = { to: 'lea@b.example', subject: 'Sujet', body: 'Texte.' }

/** Hours that are quiet now, until some minutes from now. */
function quietNow(): string {
  const clock = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' })
  const at = (minutes: number) => clock.format(Date.now() + minutes * 60_000)
  return `${at(-60)}-${at(60)}`
}

async function asked(): Promise<{ site: Webmail; page: Visit }> {
  const site = await webmail({ env: { QUIET_HOURS: quietNow() } })
  return { site, page: await (await site.browser.open('/compose')).press('Envoyer', typed) }
}

const said = (page: Visit) => plain(page.$('#dit').text())

describe('« Envoyer » in quiet hours', () => {
  it('keeps its word and its place, and leads to two submits, waiting first', async () => {
    const { site, page } = await asked()
    const letter = await site.browser.open('/compose')
    expect(letter.$('.row input[type=submit]').first().attr('value')).toBe('Envoyer')
    expect(page.url).toMatch(/\/quiet$/)
    const submits = page
      .$('main input[type=submit]')
      .toArray()
      .map((one) => plain(one.attribs['value'] ?? ''))
    expect(submits).toEqual(['Envoyer à la prochaine heure ouvrée', 'Envoyer maintenant'])
    expect(page.words).toMatch(/s’il attend, il partira à votre prochaine connexion à partir du \p{L}+ \d.+ h \d\d/u)
    expect(typedIn(await page.follow('Revenir au message'))).toMatchObject(typed)
  })

  it('lets a letter wait for the next working hour', async () => {
    const { site, page } = await asked()
    const after = await page.press('Envoyer à la prochaine heure ouvrée')
    expect(said(after)).toContain('Votre message partira à votre prochaine connexion à partir du')
    expect((await site.browser.open('/outbox')).words).toContain('Programmé Sujet')
    expect((await page.press('Envoyer maintenant')).url).toBe(after.url)
  })

  it('sends at once whoever wants to', async () => {
    const { page } = await asked()
    expect((await page.press('Envoyer maintenant')).words).toContain('Message envoyé.')
  })

  it('complains first, and reminds once', async () => {
    const { site } = await asked()
    const letter = await site.browser.open('/compose')
    const reminded = await letter.press('Envoyer', { ...typed, subject: '' })
    expect(reminded.words).toContain('Le message n’a pas d’objet.')
    const page = await reminded.press('Envoyer quand même')
    expect(page.url).toMatch(/\/quiet$/)
    expect((await page.press('Envoyer maintenant')).words).toContain('Message envoyé.')
  })

  it('asks nothing of whoever wants no such question', async () => {
    const { site } = await asked()
    await (await site.browser.open('/settings/writing')).press('Enregistrer', { quietHours: [] })
    const letter = await site.browser.open('/compose')
    expect((await letter.press('Envoyer', typed)).words).toContain('Message envoyé.')
  })

  it('sends nothing that another tab has changed since', async () => {
    const { site, page } = await asked()
    await (await page.follow('Revenir au message')).press('Enregistrer', { body: 'Autre.' })
    const after = await page.press('Envoyer maintenant')
    expect(typedIn(after)['body']).toBe('Autre.')
    expect((await site.browser.open('/outbox')).words).toContain('Rien n’attend')
  })
})
