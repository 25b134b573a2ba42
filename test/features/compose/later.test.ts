import { presetsAt } from '../../../src/work/index.ts'
import { lab } from '../../support/lab.ts'
import { countIn, filesOn, typedIn } from '../../support/compose.ts'
import { plain, type Visit } from '../../support/browser.ts'
import { webmail, type Webmail } from '../../support/webmail.ts'

const typed = { to: 'lea@b.example', subject: 'Sujet', body: 'Texte.' }
const file = { field: 'files', name: 'relevé.txt', content: Buffer.from('x') }

async function choosing(env: Record<string, string> = {}): Promise<{ site: Webmail; page: Visit }> {
  const site = await webmail({ env })
  return { site, page: await (await site.browser.open('/compose')).press('Envoyer plus tard…', typed, [file]) }
}

/** A day that is as many days away, as one writes it in French. */
const dayIn = (days: number) =>
  new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris' }).format(Date.now() + days * 86_400_000)

const said = (page: Visit) => plain(page.$('#dit').text())
const wordsOf = (page: Visit) =>
  page
    .$('main')
    .find('input[type=submit]')
    .toArray()
    .map((one) => plain(one.attribs['value'] ?? ''))

describe('sending later', () => {
  it('saves first, and proposes hours in words and with their dates', async () => {
    const { site, page } = await choosing()
    expect(page.url).toMatch(/\/later$/)
    const words = wordsOf(page).join(' ')
    for (const { name } of presetsAt(new Date())) {
      expect(words).toMatch(
        { tomorrow: /Demain, \p{L}+ \d/u, monday: /Lundi \d/, back: /Après les vacances, lundi \d/ }[name],
      )
    }
    expect(words).toMatch(/, 8 h 00/)
    const letter = await page.follow('Revenir au message')
    expect(typedIn(letter)).toMatchObject(typed)
    expect(filesOn(letter)).toEqual(['relevé.txt'])
    expect(await countIn(site, 'Envoyés')).toBe(0)
  })

  it('keeps the letter until the hour that was pressed, and says so', async () => {
    const { site, page } = await choosing()
    const [preset] = page.$('input[name^="do-at-"]').toArray()
    const after = await page.press(preset?.attribs['name'] ?? '')

    expect(after.url).toContain('/mail/INBOX?said=')
    expect(said(after)).toMatch(/^Votre message partira à votre prochaine connexion à partir du .+, 8 h 00\.$/)
    const entry = await (await site.browser.open('/outbox')).follow('Sujet')
    expect(plain(entry.$('article .tag').text())).toBe('Programmé')
    expect(entry.words).toMatch(/Ce message est programmé : il partira à votre prochaine connexion à partir du/)
  })

  it('says that it leaves with nobody there where a submission account sends it', async () => {
    const { page } = await choosing({ SUBMIT_URL: lab().submitUrl })
    expect(page.words).toContain('Il partira à l’heure choisie, même si vous êtes déconnecté')
    const after = await page.press('Programmer l’envoi', { date: dayIn(10), hour: '7 h 45' })
    expect(said(after)).toMatch(/^Votre message partira le \p{L}+ .+, 7 h 45\.$/u)
  })

  it('takes another hour, leaves now, or comes back whole', async () => {
    const { page } = await choosing()
    const after = await page.press('Programmer l’envoi', { date: dayIn(10), hour: '8:00' })
    const change = await (await after.follow('Voir son envoi')).follow('Changer l’heure…')
    expect(change.$('#hour').attr('value')).toBe('08:00')

    const changed = await change.press('Changer l’heure', { hour: '9 h 30' })
    expect(said(changed)).toContain(', 9 h 30.')
    const letter = await changed.press('Annuler l’envoi')
    expect(typedIn(letter)).toMatchObject(typed)
    expect(filesOn(letter)).toEqual(['relevé.txt'])
    expect(said(await change.press('Changer l’heure', { hour: '10 h' }))).toContain('Cet envoi était déjà annulé')

    const again = await letter.press('Envoyer plus tard…')
    const planned = await again.press('Programmer l’envoi', { date: dayIn(10), hour: '8:00' })
    const entry = await planned.follow('Voir son envoi')
    expect((await entry.press('Envoyer maintenant')).words).toContain('Message envoyé.')
    expect((await change.press('Changer l’heure', { hour: '10 h' })).words).toContain('Message envoyé.')
  })

  it.each([
    { what: 'of a day that is over', date: dayIn(-1), hour: '8 h', complaint: 'Ce jour est déjà passé.' },
    {
      what: 'in ten years',
      date: '3/12/2036',
      hour: '8 h',
      complaint: 'Un envoi se programme au plus un an à l’avance.',
    },
    { what: 'on no day', date: 'un jour', hour: '8 h', complaint: 'Cette date ne se comprend pas.' },
    { what: 'without a date', date: '', hour: '8 h', complaint: 'La date manque.' },
    { what: 'of two empty fields', date: '', hour: '', complaint: 'La date manque.' },
    { what: 'that is empty', date: dayIn(3), hour: '', complaint: 'L’heure manque.' },
    { what: 'at no hour', date: dayIn(3), hour: '25 h', complaint: 'Cette heure ne se comprend pas.' },
    { what: 'that a night lacks', date: '28/3/2027', hour: '2 h 30', complaint: 'les horloges passent de 2 h à 3 h' },
  ])('refuses an hour $what in place, and loses nothing', async ({ date, hour, complaint }) => {
    const { site, page } = await choosing()
    const refused = await page.press('Programmer l’envoi', { date, hour })

    expect(said(refused)).toContain('L’envoi n’est pas programmé')
    expect(plain(refused.$('.wrong').text())).toContain(complaint)
    expect(refused.$('#date').attr('value')).toBe(date)
    expect(refused.$('#hour').attr('value')).toBe(hour)
    expect(typedIn(await refused.follow('Revenir au message'))).toMatchObject(typed)
    expect((await site.browser.open('/outbox')).words).toContain('Rien n’attend')
  })

  it('says on Enter how it has read the fields, and leaves nothing to chance', async () => {
    const { site, page } = await choosing()
    expect(page.$('form input[type=submit]').first().attr('name')).toBe('do-look')
    const looked = await page.press('do-look', { date: dayIn(3), hour: '8 h' })
    expect(looked.$('#date').attr('value')).toBe(dayIn(3))
    expect(looked.url).toMatch(/#dit$/)
    expect(said(looked)).toMatch(/^Compris : \p{L}+ .+ 20\d\d, 8 h 00\. Pas encore programmé\.$/u)
    expect((await site.browser.open('/outbox')).words).toContain('Rien n’attend')
  })

  it('complains first of what keeps a letter from leaving, and says there what was overlooked', async () => {
    const { browser } = await webmail()
    const letter = await browser.open('/compose')
    const wrong = await letter.press('Envoyer plus tard…', { ...typed, to: 'lea@' })
    expect(wrong.words).toContain('n’est pas une adresse complète')
    const page = await wrong.press('Envoyer plus tard…', { to: 'lea@b.example', subject: '' })
    expect(page.url).toMatch(/\/later$/)
    expect(page.words).toContain('Le message n’a pas d’objet.')
  })

  it('schedules once what is pressed twice, and nothing that was changed in another tab', async () => {
    const { site, page } = await choosing()
    const hour = { date: dayIn(5), hour: '8 h' }
    const letter = await page.follow('Revenir au message')
    await letter.press('Enregistrer', { body: 'Autre texte.' })
    expect((await page.press('Programmer l’envoi', hour)).url).toMatch(/\/compose\/[^/]+$/)

    const anew = await (await page.follow('Revenir au message')).press('Envoyer plus tard…')
    const [one, two] = [await anew.press('Programmer l’envoi', hour), await anew.press('Programmer l’envoi', hour)]
    expect(two.url).toBe(one.url)
    expect((await site.browser.open('/outbox')).$('.outgoing li').length).toBe(1)
  })

  it('is nobody else’s to see or change', async () => {
    const { site, page } = await choosing()
    await page.press('Programmer l’envoi', { date: dayIn(5), hour: '8 h' })
    const other = await webmail({ at: site })
    expect((await other.browser.open(page.url)).words).not.toContain('Sujet')
  })
})
