import { plain, type Visit } from '../../support/browser.ts'
import { webmail } from '../../support/webmail.ts'

const said = (page: Visit) => plain(page.$('#dit').text())

const tagsOf = (page: Visit) =>
  page
    .$('article > .title .tag')
    .toArray()
    .map((tag) => plain(page.$(tag).text()))

async function opened() {
  const site = await webmail()
  await site.mail.append('INBOX', {
    raw: 'From: a@b.example\r\nSubject: Sortie\r\n\r\nBonjour.\r\n',
    flags: ['$label1'],
  })
  return { ...site, page: await (await site.browser.open('/mail/INBOX')).follow('Sortie') }
}

describe('the labels of an open message', () => {
  it('are shown by name, put on and taken off, the message still open', async () => {
    const { page } = await opened()
    expect(tagsOf(page)).toContain('Important')

    const labelled = await page.press('Étiqueter', { label1: '$label4' })
    expect(said(labelled)).toBe('Étiquette ajoutée à 1 message.')
    expect(tagsOf(labelled)).toEqual(expect.arrayContaining(['Important', 'À faire']))

    const without = await labelled.press('do-unlabel2', { label2: '$label1' })
    expect(tagsOf(without)).not.toContain('Important')
  })

  it('are asked for first, and one that the server refuses changes nothing', async () => {
    const { page } = await opened()

    expect(said(await page.press('Étiqueter'))).toContain('choisissez d’abord une étiquette')
    expect(said(await page.press('Étiqueter', { label1: 'a b' }))).toContain('n’accepte pas cette étiquette')
  })

  it('go along with a copy, and the message stays open', async () => {
    const { page, mail, browser } = await opened()
    await mail.createFolder('4e B')

    expect(said(await page.press('Copier'))).toContain('choisissez d’abord un dossier')
    const copied = await page.press('Copier', { to1: '4e B' })

    expect(said(copied)).toBe('1 message copié dans « 4e B ».')
    expect(tagsOf(copied)).toContain('Important')
    expect((await browser.open('/mail/4e%20B')).$('.mail .tag').text()).toBe('Important')
  })
})
