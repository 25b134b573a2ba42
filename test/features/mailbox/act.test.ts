import { lab } from '../../support/lab.ts'
import { plain } from '../../support/browser.ts'
import { webmail } from '../../support/webmail.ts'
import { boxes, raw, said, subjectsOf, withMail } from './list-pages.ts'

describe('acting on chosen messages', () => {
  it.each([
    { folder: 'INBOX', submit: 'Archiver', to: 'Archives', sentence: '1 message archivé dans « Archives ».' },
    { folder: 'INBOX', submit: 'Supprimer', to: 'Corbeille', sentence: '1 message mis à la corbeille.' },
    { folder: 'INBOX', submit: 'Indésirable', to: 'Indésirables', sentence: '1 message rangé dans « Indésirables ».' },
    {
      folder: 'Indésirables',
      submit: 'Légitime',
      to: 'INBOX',
      sentence: '1 message remis dans « Boîte de réception ».',
    },
  ])('« $submit » in $folder moves to $to and says so', async ({ folder, submit, to, sentence }) => {
    const { browser } = await withMail(['un', 'deux'], folder)
    const page = await browser.open(`/mail/${encodeURIComponent(folder)}`)

    const after = await page.press(submit, { uid: boxes(page, 'un') })

    expect(said(after)).toBe(sentence)
    expect(subjectsOf(after)).toEqual(['deux'])
    expect(subjectsOf(await browser.open(`/mail/${encodeURIComponent(to)}`))).toEqual(['un'])
  })

  it.each([
    { submit: 'Marquer lu', flags: [], sentence: '2 messages marqués lus.' },
    { submit: 'Non lu', flags: ['\\Seen'], sentence: '2 messages marqués non lus.' },
    { submit: 'Suivre', flags: [], sentence: '2 messages suivis.' },
    { submit: 'Ne plus suivre', flags: ['\\Flagged'], sentence: '2 messages ne sont plus suivis.' },
  ])('« $submit » says $sentence', async ({ submit, flags, sentence }) => {
    const { browser } = await withMail(['un', 'deux', 'trois'], 'INBOX', flags)
    const page = await browser.open('/mail/INBOX')

    const after = await page.press(submit, { uid: boxes(page, 'un', 'trois') })

    expect(said(after)).toBe(sentence)
    expect(subjectsOf(after)).toEqual(['trois', 'deux', 'un'])
  })

  it.each([
    { folder: 'INBOX', submit: 'Indésirable', to: 'Indésirables', keyword: '$Junk' },
    { folder: 'Indésirables', submit: 'Légitime', to: 'INBOX', keyword: '$NotJunk' },
  ])('« $submit » teaches the filters before the mailbox: $keyword', async ({ folder, submit, to, keyword }) => {
    const { browser, user } = await withMail(['un'], folder)
    const page = await browser.open(`/mail/${encodeURIComponent(folder)}`)

    await page.press(submit, { uid: boxes(page, 'un') })

    const flags = await lab().asUser(user, async (imap) => {
      await imap.mailboxOpen(to)
      const message = await imap.fetchOne('*', { flags: true })
      return message ? message.flags : undefined
    })
    expect(flags).toContain(keyword)
  })

  it.each([1, 2])('moves to the folder chosen in select %s', async (place) => {
    const { mail, browser } = await withMail(['un', 'deux'])
    await mail.createFolder('Conseils & co')
    const page = await browser.open('/mail/INBOX')

    const after = await page.press(`do-move${place}`, { uid: boxes(page, 'un'), [`to${place}`]: 'Conseils & co' })

    expect(said(after)).toBe('1 message déplacé vers « Conseils & co ».')
    expect(subjectsOf(await browser.open('/mail/Conseils%20%26%20co'))).toEqual(['un'])
  })

  it('asks for a folder before it moves anything, the boxes still ticked', async () => {
    const { browser } = await withMail(['un', 'deux'])
    const page = await browser.open('/mail/INBOX')
    const [un = ''] = boxes(page, 'un')

    const after = await page.press('Déplacer', { uid: [un] })

    expect(said(after)).toContain('choisissez d’abord un dossier')
    expect(after.$('input[name=uid][checked]').attr('value')).toBe(un)
    expect(after.$('input[name=uid][checked]')).toHaveLength(1)
  })

  it('offers every folder but the one at hand, special ones first, and moves nothing to a folder that is not there', async () => {
    const { browser, mail } = await withMail(['un'])
    await mail.createFolder('4e B')
    const page = await browser.open('/mail/INBOX')
    const options = page
      .$('#to1 option')
      .toArray()
      .map((option) => plain(page.$(option).text()))

    const after = await page.press('do-move1', { uid: boxes(page, 'un'), to1: 'Nulle part' })

    expect(options).toEqual([
      'Vers un dossier…',
      'Brouillons',
      'Envoyés',
      'Archives',
      'Indésirables',
      'Corbeille',
      '4e B',
    ])
    expect(after.status).toBe(404)
    expect(subjectsOf(await browser.open('/mail/INBOX'))).toEqual(['un'])
  })

  it('says so when nothing is ticked', async () => {
    const { browser } = await withMail(['un'])
    for (const submit of ['Archiver', 'Supprimer', 'Indésirable', 'Marquer lu', 'Suivre', 'Déplacer']) {
      const after = await (await browser.open('/mail/INBOX')).press(submit)
      expect([submit, said(after).includes('aucun message n’était choisi')]).toEqual([submit, true])
      expect(subjectsOf(after)).toEqual(['un'])
    }
  })

  it('does nothing at all when Enter is pressed in the list', async () => {
    const { browser } = await withMail(['un'])
    const page = await browser.open('/mail/INBOX')
    const first = page.$('ul.mail').closest('form').find('input[type=submit]').first()

    const after = await page.press(first.attr('name') ?? '', { uid: boxes(page, 'un') })

    expect(first.attr('value')).toBe('Actualiser la liste')
    expect(first.attr('tabindex')).toBe('-1')
    expect(subjectsOf(after)).toEqual(['un'])
    expect(after.$('#dit')).toHaveLength(0)
  })

  it('draws every box ticked for « Tout choisir », and none again', async () => {
    const { browser } = await withMail(['un', 'deux'])
    const list = await browser.open('/mail/INBOX')
    const all = await list.follow('Tout choisir')
    // What the script looks for, to do the same in place.
    expect([list, all].map((page) => page.$('.tools a').first().attr('data-tick'))).toEqual(['all', 'none'])
    expect(all.$('input[name=uid][checked]')).toHaveLength(2)

    const archived = await all.press('Archiver')
    expect(said(archived)).toContain('2 messages archivés')
    expect((await all.follow('Ne rien choisir')).$('input[name=uid][checked]')).toHaveLength(0)
  })

  it('comes back to the same page and filter', async () => {
    const { browser } = await withMail(Array.from({ length: 30 }, (_item, index) => `n${index}`))
    const page = await browser.open('/mail/INBOX?page=2&only=unread')

    const after = await page.press('Suivre', { uid: boxes(page, 'n0') })

    expect(after.url).toMatch(/^\/mail\/INBOX\?only=unread&said=[^&]+&page=2#dit$/)
  })

  it('acts on no other message once the folder has been rebuilt', async () => {
    const { browser, mail, user } = await withMail(['ancien'], '4e B')
    const page = await browser.open('/mail/4e%20B')
    await lab().asUser(user, (imap) => imap.mailboxDelete('4e B'))
    await mail.append('4e B', { raw: raw('tout autre') })

    const after = await page.press('Supprimer', { uid: boxes(page, 'ancien') })

    expect(said(after)).toBe('Rien n’a changé : ces messages ne sont plus dans ce dossier.')
    expect(subjectsOf(after)).toEqual(['tout autre'])
  })

  it('says so when the messages have left meanwhile: a second click, another device', async () => {
    const { browser } = await withMail(['un', 'deux'])
    const page = await browser.open('/mail/INBOX')
    const uid = boxes(page, 'un')
    await page.press('Supprimer', { uid })

    const second = await page.press('Supprimer', { uid })

    expect(said(second)).toBe('Rien n’a changé : ces messages ne sont plus dans ce dossier.')
    expect(subjectsOf(second)).toEqual(['deux'])
    expect(subjectsOf(await browser.open('/mail/Corbeille'))).toEqual(['un'])
  })

  it('does nothing for a form without its folder’s mark, or with UIDs that are none', async () => {
    const { browser } = await withMail(['un'])
    const page = await browser.open('/mail/INBOX')
    const unmarked = await page.press('Supprimer', { uid: boxes(page, 'un'), uidValidity: '' })
    const nonsense = await page.press('Supprimer', { uid: ['1:*', '*', '-1', '0', 'abc', '99999999999'] })

    expect(said(unmarked)).toContain('Rien n’a changé')
    expect(said(nonsense)).toContain('aucun message n’était choisi')
    expect(subjectsOf(await browser.open('/mail/INBOX'))).toEqual(['un'])
  })

  it('writes what it did to the history of its user alone', async () => {
    const { browser, parts, app } = await withMail(['un'])
    const page = await browser.open('/mail/INBOX')
    const after = await page.press('Suivre', { uid: boxes(page, 'un') })
    const other = await webmail({ at: { app, parts, config: parts.config } })

    expect(said(await browser.open(after.url))).toBe('1 message suivi.')
    expect((await other.browser.open(after.url)).$('#dit')).toHaveLength(0)
  })
})

describe('deleting from the trash', () => {
  it('asks first: how many, which, and that it is final', async () => {
    const { browser } = await withMail(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'Corbeille')
    const page = await browser.open('/mail/Corbeille')

    const asked = await page.press('Supprimer', { uid: boxes(page, 'a', 'b', 'c', 'd', 'e', 'f') })

    expect(asked.words).toContain('Supprimer définitivement ces 6 messages ?')
    expect(asked.words).toContain('ne pourront pas être récupérés')
    expect(
      asked
        .$('.subjects li')
        .toArray()
        .map((item) => plain(asked.$(item).text())),
    ).toEqual(['f', 'e', 'd', 'c', 'b', 'et 1 autre'])
    expect(subjectsOf(await asked.follow('Ne rien supprimer'))).toHaveLength(7)

    const done = await asked.press('Supprimer définitivement')
    expect(said(done)).toBe('6 messages supprimés définitivement.')
    expect(subjectsOf(done)).toEqual(['g'])
  })

  it('speaks of what is still there only, however the page is come to again', async () => {
    const { browser, user } = await withMail(['a', 'b'], 'Corbeille')
    const page = await browser.open('/mail/Corbeille')
    const asked = await page.press('Supprimer', { uid: boxes(page, 'a', 'b') })
    await lab().asUser(user, async (imap) => {
      await imap.mailboxOpen('Corbeille')
      await imap.messageDelete('1')
    })

    const again = await browser.open(asked.url)
    expect(again.words).toContain('Supprimer définitivement ce message ?')
    expect(plain(again.$('.subjects').text())).toBe('b')
    await again.press('Supprimer définitivement')

    const back = await browser.open(asked.url)
    expect(said(back)).toBe('Rien n’a changé : ces messages ne sont plus dans ce dossier.')
  })

  it('removes nothing else when the trash was rebuilt meanwhile', async () => {
    const { browser, mail, user } = await withMail(['a'], 'Corbeille')
    const page = await browser.open('/mail/Corbeille')
    const asked = await page.press('Supprimer', { uid: boxes(page, 'a') })
    await lab().asUser(user, (imap) => imap.mailboxDelete('Corbeille'))
    await mail.append('Corbeille', { raw: raw('autre') })

    expect(said(await asked.press('Supprimer définitivement'))).toContain('Rien n’a changé')
    expect(subjectsOf(await browser.open('/mail/Corbeille'))).toEqual(['autre'])
  })
})

it('keeps what was ticked when the Enter key presses the first submit', async () => {
  const { browser } = await withMail(['un', 'deux'], 'INBOX')
  const page = await browser.open('/mail/INBOX')

  const after = await page.press('Actualiser la liste', { uid: boxes(page, 'un') })

  expect(after.$('input[name="uid"]:checked').length).toBe(1)
  expect(subjectsOf(after)).toEqual(['deux', 'un'])
})
