import { plain, type Visit } from '../../support/browser.ts'
import { lab } from '../../support/lab.ts'
import { webmail } from '../../support/webmail.ts'
import { prefer, raw, subjectsOf, withMail } from './list-pages.ts'

/** Three messages whose orders by sender, subject and size all differ. */
async function threeMessages() {
  const site = await webmail()
  await site.mail.append('INBOX', { raw: raw('B', 'c@x.example', 'a'.repeat(9_000)) })
  await site.mail.append('INBOX', { raw: raw('C', 'a@x.example', 'a'.repeat(90)) })
  await site.mail.append('INBOX', { raw: raw('A', 'b@x.example', 'a'.repeat(900)) })
  return site
}

const file = 'Content-Disposition: attachment; filename="a.pdf"'

/** Its 30 newest messages have something attached; it has too many to look through them all before a page is drawn. */
function* largeFolder() {
  for (let number = 1; number <= 5_100; number++) {
    const attached = number > 5_070
    const subject = attached ? `avec ${number - 5_070}` : `sans ${number}`
    const kind = attached ? `Content-Type: application/pdf\r\n${file}\r\n` : ''
    yield {
      raw: `From: a@b.example\r\nSubject: ${subject}\r\n${kind}\r\nBonjour.\r\n`,
      date: new Date(1.75e12 + number * 1e6),
    }
  }
}

const current = (page: Visit) => plain(page.$('.under [aria-current]').text())

describe('the order of a list', () => {
  it.each([
    { link: 'expéditeur', words: 'expéditeur, de A à Z', order: ['C', 'A', 'B'] },
    { link: 'objet', words: 'objet, de A à Z', order: ['A', 'B', 'C'] },
    { link: 'taille', words: 'taille, grands d’abord', order: ['B', 'A', 'C'] },
    { link: 'date, récents d’abord', words: 'date, anciens d’abord', order: ['B', 'C', 'A'] },
  ])('« $link » sorts, says so in words, and turns round when it is followed again', async ({ link, words, order }) => {
    const { browser } = await threeMessages()
    const sorted = await (await browser.open('/mail/INBOX')).follow(link)

    expect(subjectsOf(sorted)).toEqual(order)
    expect(current(sorted)).toBe(words)
    expect(subjectsOf(await sorted.follow(words))).toEqual(order.toReversed())
  })

  it('stays from page to page, after an action and under a filter', async () => {
    const subjects = Array.from({ length: 12 }, (_item, index) => `n${String(index).padStart(2, '0')}`)
    const site = await withMail(subjects)
    await prefer(site, { rowsPerPage: 10 })
    const sorted = await (await site.browser.open('/mail/INBOX')).follow('objet')
    const second = await sorted.follow('Plus anciens')
    expect(subjectsOf(second)).toEqual(['n10', 'n11'])

    const after = await second.press('Suivre', { uid: second.$('.mail input').first().attr('value') ?? '' })
    expect(after.url).toMatch(/sort=subject-up.*page=2/)
    expect(subjectsOf(after)).toEqual(['n10', 'n11'])
    expect(current(await site.browser.open('/mail/INBOX?only=unread&sort=subject-down'))).toBe('objet, de Z à A')
  })

  it('is the usual one for an order that is none', async () => {
    const { browser } = await threeMessages()
    for (const sort of ['size', 'size-sideways', '-up', 'constructor-up', '%00', 'date-down']) {
      const page = await browser.open(`/mail/INBOX?sort=${sort}`)
      expect([sort, page.status, subjectsOf(page)]).toEqual([sort, 200, ['A', 'C', 'B']])
    }
  })

  it('is not by sender where all have the same one', async () => {
    const { browser } = await withMail(['parti'], 'Envoyés')
    const page = await browser.open('/mail/Envoy%C3%A9s')
    expect(plain(page.$('.under').text())).toBe('Trier par : date, récents d’abord objet taille')
  })
})

describe('the filter « Avec pièce jointe »', () => {
  it('shows messages with attachments only, and says what it does', async () => {
    const { browser, mail } = await withMail(['sans'])
    const attachments = [{ filename: 'a.pdf', content: 'a' }]
    await mail.deliver({ from: 'x@y.example', subject: 'avec', text: 'a', attachments })

    const page = await (await browser.open('/mail/INBOX')).follow('Avec pièce jointe')

    expect(subjectsOf(page)).toEqual(['avec'])
    expect(page.words).toContain('1 message avec pièce jointe')
    expect(plain(page.$('main [aria-current=page]').text())).toBe('Avec pièce jointe')
    expect((await browser.open('/mail/Corbeille?only=attachments')).words).toContain('Aucun message avec pièce jointe')
  })

  it('combines with an order', async () => {
    const { browser, mail } = await webmail()
    for (const [subject, size] of [
      ['moyen', 900],
      ['grand', 9_000],
      ['petit', 9],
    ] as const) {
      const attachments = [{ filename: 'a.txt', content: 'a'.repeat(size) }]
      await mail.deliver({ from: 'x@y.example', subject, text: 'a', attachments })
    }
    const page = await browser.open('/mail/INBOX?only=attachments')

    expect(subjectsOf(await page.follow('taille'))).toEqual(['grand', 'moyen', 'petit'])
  })

  it('goes back by slices in a large folder, says how far it looked, and passes nothing over', async () => {
    const { browser, user } = await webmail()
    await lab().seedMaildir(user.login, 'INBOX', largeFolder())

    let page = await browser.open('/mail/INBOX?only=attachments')
    expect(page.words).toMatch(/Cherché jusqu’au \d.* 20\d\d\. Chercher plus loin/)
    expect(page.words).not.toMatch(/messages avec pièce jointe|de ce dossier/)
    const found = subjectsOf(page)
    while (page.words.includes('Chercher plus loin')) {
      page = await page.follow('Chercher plus loin')
      found.push(...subjectsOf(page))
    }

    expect(found).toEqual(Array.from({ length: 30 }, (_item, index) => `avec ${30 - index}`))
    expect(page.words).toContain('Cherché jusqu’au plus ancien message.')
    expect((await page.follow('Revenir aux plus récents')).url).toBe('/mail/INBOX?only=attachments')
  })
})

describe('a list as a table', () => {
  it('has a caption, heads that sort, and boxes named by subject and sender', async () => {
    const site = await threeMessages()
    await prefer(site, { listLayout: 'table' })
    const page = await site.browser.open('/mail/INBOX?sort=subject-up')
    const { $ } = page

    expect(plain($('table.mail caption').text())).toBe('Boîte de réception')
    const heads = $('table.mail th[scope=col]').toArray()
    expect(heads.map((head) => plain($(head).text()))).toEqual(['expéditeur', 'objet, de A à Z', 'date', 'taille'])
    expect(heads.map((head) => $(head).attr('aria-sort'))).toEqual([undefined, 'ascending', undefined, undefined])
    expect($('tbody th[scope=row]')).toHaveLength(3)
    const ids = $('tbody input').first().attr('aria-labelledby')?.split(' ') ?? []
    expect(ids.map((id) => plain($(`#${id}`).text()))).toEqual(['A', 'Non lu. b@x.example'])
    expect(subjectsOf(await page.follow('taille'))).toEqual(['B', 'A', 'C'])
  })

  it('offers each order once: beside its heads only the size, whose column a phone has not', async () => {
    const site = await threeMessages()
    await prefer(site, { listLayout: 'table' })
    const page = await site.browser.open('/mail/INBOX')

    expect(plain(page.$('.under .only-narrow a').text())).toBe('taille')
    expect(page.$('thead a')).toHaveLength(4)
  })

  it('acts like the simple list', async () => {
    const site = await threeMessages()
    await prefer(site, { listLayout: 'table' })
    const page = await site.browser.open('/mail/INBOX')

    const after = await page.press('Archiver', { uid: page.$('tbody input').first().attr('value') ?? '' })

    expect(subjectsOf(after)).toEqual(['C', 'B'])
  })
})

describe('what a reader chose of lists', () => {
  it('shows as many rows as they want, and the last page for one past the end', async () => {
    const site = await withMail(Array.from({ length: 11 }, (_item, index) => `n${index}`))
    await prefer(site, { rowsPerPage: 10 })

    expect(subjectsOf(await site.browser.open('/mail/INBOX'))).toHaveLength(10)
    expect(subjectsOf(await site.browser.open('/mail/INBOX?page=99&sort=size-up'))).toHaveLength(1)
  })

  it('leaves the first words out in economy mode', async () => {
    const site = await withMail(['un'])
    expect((await site.browser.open('/mail/INBOX')).words).toContain('Bonjour.')
    await prefer(site, { economy: true })
    expect((await site.browser.open('/mail/INBOX')).words).not.toContain('Bonjour.')
  })
})
