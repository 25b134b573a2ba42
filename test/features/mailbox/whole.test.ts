import { lab } from '../../support/lab.ts'
import { plain, type Visit } from '../../support/browser.ts'
import { prefer, raw, said, subjectsOf, withMail } from './list-pages.ts'

const numbered = (count: number) => Array.from({ length: count }, (_item, index) => `n${index + 1}`)

const heading = (page: Visit) => plain(page.$('h1').text())

/** More than a page of ten. */
async function manyMessages(count = 12, folder = 'INBOX', flags: string[] = []) {
  const site = await withMail(numbered(count), folder, flags)
  await prefer(site, { rowsPerPage: 10 })
  return site
}

describe('choosing a whole folder', () => {
  it('leads from the list to a page that names how many, how large and which first', async () => {
    const { browser } = await manyMessages()
    const list = await browser.open('/mail/INBOX')

    const whole = await list.follow('Choisir les 12 messages de ce dossier')

    expect(heading(whole)).toBe('Tous les messages de « Boîte de réception »')
    expect(whole.words).toMatch(/12 messages, \d+ octets/)
    expect(whole.words).toContain('et 2 autres')
    expect(whole.$('.outgoing a').first().text()).toBe('n12')
    expect(subjectsOf(await whole.follow('Revenir à la liste'))).toHaveLength(10)
  })

  it('is offered in words when all of a page is ticked, and not where the page shows all', async () => {
    const { browser } = await manyMessages()
    const ticked = await (await browser.open('/mail/INBOX')).follow('Tout choisir')

    expect(ticked.words).toContain('Les 10 messages de cette page sont choisis, aucun autre.')
    expect(heading(await ticked.follow('Choisir les 12 messages de ce dossier'))).toContain('Tous les messages')
    const small = await withMail(['un'])
    expect((await small.browser.open('/mail/INBOX')).words).not.toContain('de ce dossier')
  })

  it.each([
    { submit: 'Supprimer', sentence: '12 messages mis à la corbeille.', left: ['arrivé depuis'] },
    { submit: 'Archiver', sentence: '12 messages archivés dans « Archives ».', left: ['arrivé depuis'] },
  ])('« $submit » leaves a message alone that arrived since its page was drawn', async ({ submit, sentence, left }) => {
    const { browser, mail } = await manyMessages()
    const whole = await browser.open('/mail/INBOX/all')
    await mail.append('INBOX', { raw: raw('arrivé depuis') })

    const after = await whole.press(submit)

    expect(said(after)).toBe(sentence)
    expect(subjectsOf(after)).toEqual(left)
  })

  it('moves, copies, marks and labels all of it', async () => {
    const { browser, mail } = await manyMessages()
    await mail.createFolder('4e B')
    const whole = await browser.open('/mail/INBOX/all')

    expect(said(await whole.press('Étiqueter', { label2: '$label4' }))).toBe('Étiquette ajoutée à 12 messages.')
    expect(said(await whole.press('Marquer lu'))).toBe('12 messages marqués lus.')
    expect(said(await whole.press('Copier', { to2: '4e B' }))).toBe('12 messages copiés dans « 4e B ».')
    expect(said(await whole.press('Déplacer', { to2: '4e B' }))).toBe('12 messages déplacés vers « 4e B ».')
    expect((await browser.open('/mail/4e%20B')).words).toContain('24 messages')
  })

  it('keeps to what the filter lets through', async () => {
    const { browser, mail } = await manyMessages(11)
    await mail.append('INBOX', { raw: raw('déjà lu'), flags: ['\\Seen'] })
    const unread = await browser.open('/mail/INBOX?only=unread')

    const whole = await unread.follow('Choisir ces 11 messages')
    const after = await whole.press('Archiver')

    expect(heading(whole)).toBe('Tous les messages non lus de « Boîte de réception »')
    expect(after.url).toContain('only=unread')
    expect(subjectsOf(await after.follow('Tous'))).toEqual(['déjà lu'])
  })

  it('asks for what was not chosen, and does nothing for Enter, or for what names no messages', async () => {
    const { browser } = await manyMessages()
    const whole = await browser.open('/mail/INBOX/all')

    expect(said(await whole.press('Déplacer'))).toContain('choisissez d’abord un dossier')
    expect(said(await whole.press('Étiqueter'))).toContain('choisissez d’abord une étiquette')
    expect(heading(await whole.press('do-nothing'))).toBe(heading(whole))
    const first = whole.$('input[name=frozen]').closest('form').find('input[type=submit]').first()
    expect(first.attr('name')).toBe('do-nothing')
    for (const frozen of ['', '1:*.1.INBOX', '*', '1:5.7', 'a'.repeat(10_000)]) {
      expect(said(await whole.press('Supprimer', { frozen }))).toContain('Rien n’a changé')
    }
    expect((await browser.open('/mail/INBOX')).words).toContain('12 non lus sur 12')
  })

  it('touches nothing of a folder that was rebuilt meanwhile, nor of another folder', async () => {
    const { browser, mail, user } = await manyMessages(3, '4e B')
    await mail.append('INBOX', { raw: raw('ailleurs') })
    const whole = await browser.open('/mail/4e%20B/all')
    const elsewhere = (await browser.open('/mail/INBOX/all')).$('input[name=frozen]').attr('value') ?? ''
    expect(said(await whole.press('Supprimer', { frozen: elsewhere }))).toContain('Rien n’a changé')
    await lab().asUser(user, (imap) => imap.mailboxDelete('4e B'))
    await mail.append('4e B', { raw: raw('tout autre') })

    const after = await whole.press('Supprimer')

    expect(said(after)).toBe('Rien n’a changé : ces messages ne sont plus dans ce dossier.')
    expect(subjectsOf(after)).toEqual(['tout autre'])
    expect(subjectsOf(await browser.open('/mail/INBOX'))).toEqual(['ailleurs'])
  })
})

describe('« Tout marquer lu »', () => {
  it('marks what was there when the page was drawn, on every page of the list', async () => {
    const { browser, mail } = await manyMessages()
    const list = await browser.open('/mail/INBOX')
    await mail.append('INBOX', { raw: raw('arrivé depuis') })

    const after = await list.press('Tout marquer lu')

    expect(said(after)).toBe('12 messages marqués lus.')
    expect(after.words).toContain('1 non lu sur 13')
    expect(subjectsOf(await after.follow('Non lus'))).toEqual(['arrivé depuis'])
  })

  it('is offered where something is unread and the newest is in sight', async () => {
    const { browser } = await manyMessages()
    const offers = async (address: string) => (await browser.open(address)).$('input[name=do-all-read]').length > 0

    expect(await offers('/mail/INBOX')).toBe(true)
    expect(await offers('/mail/INBOX?only=unread')).toBe(true)
    expect(await offers('/mail/INBOX?page=2')).toBe(false)
    expect(await offers('/mail/INBOX?sort=sender-up')).toBe(false)
    await (await browser.open('/mail/INBOX')).press('Tout marquer lu')
    expect(await offers('/mail/INBOX')).toBe(false)
  })

  it('marks nothing for a form that does not say what was drawn', async () => {
    const { browser } = await manyMessages()
    const list = await browser.open('/mail/INBOX')

    expect(said(await list.press('Tout marquer lu', { newest: '*' }))).toContain('Rien n’a changé')
    expect(said(await list.press('Tout marquer lu', { uidValidity: '' }))).toContain('Rien n’a changé')
    expect((await browser.open('/mail/INBOX')).words).toContain('12 non lus sur 12')
  })
})
