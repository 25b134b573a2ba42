import { lab } from '../../support/lab.ts'
import { plain } from '../../support/browser.ts'
import { boxes, prefer, raw, said, subjectsOf, tagsOf, withMail } from './list-pages.ts'

describe('labels', () => {
  it('are Thunderbird’s five under French names, shown on the rows that bear them', async () => {
    const { browser, mail } = await withMail(['sans'])
    await mail.append('INBOX', { raw: raw('avec'), flags: ['$label1', '$LABEL4', 'NonJunk'] })

    const page = await browser.open('/mail/INBOX')

    const names = page.$('#label1 option').toArray()
    expect(names.map((option) => plain(page.$(option).text()))).toEqual([
      'Étiquette…',
      'Important',
      'Travail',
      'Personnel',
      'À faire',
      'Plus tard',
    ])
    expect(tagsOf(page, 'avec')).toEqual(['Important', 'À faire'])
    expect(tagsOf(page, 'sans')).toEqual([])
  })

  it.each([1, 2])('are put on and taken off the ticked messages by select %s', async (place) => {
    const { browser, user } = await withMail(['un', 'deux', 'trois'])
    const page = await browser.open('/mail/INBOX')
    const uid = boxes(page, 'un', 'trois')

    const labelled = await page.press(`do-label${place}`, { uid, [`label${place}`]: '$label2' })
    expect(said(labelled)).toBe('Étiquette ajoutée à 2 messages.')
    expect([tagsOf(labelled, 'un'), tagsOf(labelled, 'deux')]).toEqual([['Travail'], []])
    const flags = await lab().asUser(user, async (imap) => {
      await imap.mailboxOpen('INBOX')
      const message = await imap.fetchOne('1', { flags: true })
      return message ? [...(message.flags ?? [])] : []
    })
    expect(flags).toContain('$label2')

    const without = await labelled.press(`do-unlabel${place}`, { uid, [`label${place}`]: '$label2' })
    expect(said(without)).toBe('Étiquette retirée de 2 messages.')
    expect(tagsOf(without, 'un')).toEqual([])
  })

  it('filter the list, whatever their keyword', async () => {
    const site = await withMail(['sans'])
    await site.mail.append('INBOX', { raw: raw('avec'), flags: ['vie&scolaire'] })
    await prefer(site, { labels: [{ keyword: 'vie&scolaire', name: 'Vie scolaire' }] })

    const page = await (await site.browser.open('/mail/INBOX')).follow('Vie scolaire')

    expect(subjectsOf(page)).toEqual(['avec'])
    expect(page.words).toContain('1 message sous l’étiquette « Vie scolaire »')
    expect(plain(page.$('main [aria-current=page]').text())).toBe('Vie scolaire')
    expect((await site.browser.open('/mail/Corbeille?only=label:vie%26scolaire')).words).toContain(
      'Aucun message ici sous l’étiquette « Vie scolaire »',
    )
  })

  it('are asked for first, the boxes still ticked', async () => {
    const { browser } = await withMail(['un'])
    const page = await browser.open('/mail/INBOX')

    const after = await page.press('Étiqueter', { uid: boxes(page, 'un') })

    expect(said(after)).toContain('choisissez d’abord une étiquette')
    expect(after.$('input[name=uid][checked]')).toHaveLength(1)
  })

  it('that the server refuses change nothing, and the page says so', async () => {
    const { browser } = await withMail(['un'])
    const page = await browser.open('/mail/INBOX')

    for (const keyword of ['a b', '(', '*', '\\Seen', 'é\r\nx', 'a'.repeat(10_000)]) {
      const after = await page.press('Étiqueter', { uid: boxes(page, 'un'), label1: keyword })
      expect([keyword, said(after).includes('n’accepte pas cette étiquette')]).toEqual([keyword, true])
    }
    expect((await browser.open('/mail/INBOX')).words).toContain('1 non lu sur 1')
  })

  it('are no filter when they could be none', async () => {
    const { browser } = await withMail(['un'])
    for (const only of ['label:', 'label:a b', 'label:*', 'label:%22', 'constructor', 'label:%0d%0aX']) {
      const page = await browser.open(`/mail/INBOX?only=${only}`)
      expect([only, page.status, subjectsOf(page)]).toEqual([only, 200, ['un']])
    }
  })
})

describe('copying', () => {
  it('leaves the messages where they are, and says where the copies went', async () => {
    const { browser, mail } = await withMail(['un', 'deux'])
    await mail.createFolder('4e B')
    const page = await browser.open('/mail/INBOX')

    const after = await page.press('Copier', { uid: boxes(page, 'un'), to1: '4e B' })

    expect(said(after)).toBe('1 message copié dans « 4e B ».')
    expect(subjectsOf(after)).toEqual(['deux', 'un'])
    expect(subjectsOf(await browser.open('/mail/4e%20B'))).toEqual(['un'])
  })

  it('asks for a folder first', async () => {
    const { browser } = await withMail(['un'])
    const page = await browser.open('/mail/INBOX')
    expect(said(await page.press('Copier', { uid: boxes(page, 'un') }))).toContain('choisissez d’abord un dossier')
  })
})
