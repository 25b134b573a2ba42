import { countIn, eventually, filesOn, typedIn } from '../../support/compose.ts'
import { plain, type Visit } from '../../support/browser.ts'
import { webmail, type Webmail } from '../../support/webmail.ts'

const typed = { to: 'lea@b.example', subject: 'Sujet', body: 'Texte.' }
const file = { field: 'files', name: 'relevé.txt', content: Buffer.from('x') }

const sites: Webmail[] = []
// A process that stops waits for the letters it promised to send.
afterEach(async () => {
  for (const { browser } of sites.splice(0)) {
    const [href] = (await browser.open('/outbox')).$('.outgoing a').toArray()
    if (href) await (await browser.open(href.attribs['href'] ?? '')).press('Annuler l’envoi')
  }
})

async function delaying(seconds: number): Promise<Webmail> {
  const site = await webmail({ env: { SEND_DELAY_S: String(seconds) } })
  sites.push(site)
  return site
}

async function sent(seconds: number): Promise<{ site: Webmail; after: Visit }> {
  const site = await delaying(seconds)
  const after = await (await site.browser.open('/compose')).press('Envoyer', typed, [file])
  return { site, after }
}

const said = (page: Visit) => plain(page.$('#dit').text())

describe('a letter that can still be taken back', () => {
  it('is promised on the letter’s page, unless it leaves at once', async () => {
    const { browser } = await delaying(10)
    expect((await browser.open('/compose')).words).toContain('Après « Envoyer », vous aurez 10 secondes pour annuler.')
    await (await browser.open('/settings/writing')).press('Enregistrer', { sendDelay: '0' })
    expect((await browser.open('/compose')).words).not.toContain('pour annuler')
  })

  it('says to the second when it leaves, where its writer was and in the outbox', async () => {
    const { site, after } = await sent(100)
    expect(after.url).toContain('/mail/INBOX?said=')
    expect(said(after)).toMatch(/^Votre message part à \d+ h \d\d min \d\d s\.$/)
    const again = await site.browser.open(after.url)
    expect(said(again)).toBe(said(after))

    const outbox = await site.browser.open('/outbox')
    expect(outbox.words).toMatch(/Part dans un instant Sujet À lea@b\.example Part à \d+ h \d\d min \d\d s/)
    expect((await outbox.follow('Sujet')).words).toContain('vous pouvez quitter cette page, et même vous déconnecter.')
  })

  it('opens as it was once taken back, and leaves anew', async () => {
    const { site, after } = await sent(100)
    const letter = await after.press('Annuler l’envoi')

    expect(said(letter)).toBe('L’envoi est annulé : votre message n’est pas parti.')
    expect(typedIn(letter)).toMatchObject(typed)
    expect(filesOn(letter)).toEqual(['relevé.txt'])
    const told = await site.browser.open(after.url)
    expect(said(told)).toBe('L’envoi est annulé : votre message n’est pas parti.')
    expect(told.words).not.toContain('Voir son envoi')
    expect(typedIn(await told.follow('Reprendre le message'))).toMatchObject(typed)
    expect((await site.browser.open('/outbox')).words).toContain('Rien n’attend')

    const anew = await letter.press('Envoyer', { subject: 'Autre' })
    expect(said(anew)).toContain('Votre message part à')
    expect(await countIn(site, 'Envoyés')).toBe(0)
  })

  it('leaves whatever page its writer is on, and the same address then says so', async () => {
    const { site, after } = await sent(1)
    await after.press('Se déconnecter')

    await eventually(async () => (await countIn(site, 'Envoyés')) === 1)
    const login = await site.browser.open('/login')
    await login.press('Se connecter', { username: site.user.login, password: site.user.password })
    expect(said(await site.browser.open(after.url))).toBe('Message envoyé.')
  })

  it('is sent once, however often « Envoyer » is pressed', async () => {
    const site = await delaying(100)
    const letter = await site.browser.open('/compose')
    const [one, two] = [await letter.press('Envoyer', typed), await letter.press('Envoyer', typed)]
    expect(two.url).toBe(one.url)
    expect((await site.browser.open('/outbox')).$('.outgoing li').length).toBe(1)
  })

  it('leaves at once when its writer is sure', async () => {
    const { site, after } = await sent(100)
    const entry = await after.follow('Voir son envoi')
    expect((await entry.press('Envoyer maintenant')).words).toContain('Message envoyé.')
    await eventually(async () => (await countIn(site, 'Envoyés')) === 1)
    expect((await entry.press('Annuler l’envoi')).words).toContain('Le message est parti.')
  })

  it('says so to whoever presses on another tab once it was taken back', async () => {
    const { site, after } = await sent(100)
    const entry = await after.follow('Voir son envoi')
    await after.press('Annuler l’envoi')
    for (const submit of ['Annuler l’envoi', 'Envoyer maintenant']) {
      const letter = await entry.press(submit)
      expect(said(letter)).toContain('Cet envoi était déjà annulé : le message n’est pas parti.')
      expect(typedIn(letter)).toMatchObject(typed)
    }
    expect(await countIn(site, 'Envoyés')).toBe(0)
  })

  it('belongs to its writer alone', async () => {
    const { site, after } = await sent(100)
    const other = await webmail({ at: site })
    expect((await other.browser.open(after.url)).words).not.toContain('Votre message part')
  })
})
