import { plain, type Visit } from '../../support/browser.ts'
import { webmail } from '../../support/webmail.ts'

const withFiles = (subject: string, ...files: { name: string; type: string }[]) =>
  [
    `From: Karim <karim@b.example>\r\nSubject: ${subject}\r\nContent-Type: multipart/mixed; boundary=b\r\n`,
    'Content-Type: text/plain\r\n\r\nBonjour.\r\n',
    ...files.map(
      ({ name, type }) =>
        `Content-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\ncontenu de ${name}\r\n`,
    ),
  ].join('\r\n--b\r\n') + '\r\n--b--\r\n'

const pdf = (name: string) => ({ name, type: 'application/pdf' })
const namesOn = (page: Visit) =>
  page
    .$('.found b')
    .toArray()
    .map((name) => plain(page.$(name).text()))

async function mailbox() {
  const site = await webmail()
  await site.mail.append('INBOX', {
    raw: withFiles('Bulletins', pdf('bulletin-4eB.pdf'), { name: 'notes.ods', type: 'application/octet-stream' }),
    date: new Date('2026-05-02'),
  })
  await site.mail.append('Archives', {
    raw: withFiles('Affiche', { name: 'affiche.png', type: 'image/png' }, pdf('Affiche A3.PDF')),
    date: new Date('2026-05-01'),
  })
  await site.mail.append('INBOX', { raw: 'Subject: Rien\r\n\r\nSans fichier.\r\n' })
  return site
}

describe('attachments as things of their own', () => {
  it('lists the files of all folders, newest message first, with type, size and where each came from', async () => {
    const { browser } = await mailbox()
    const page = await (await browser.open('/search')).follow('Pièces jointes')

    expect(namesOn(page)).toEqual(['bulletin-4eB.pdf', 'notes.ods', 'affiche.png', 'Affiche A3.PDF'])
    expect(plain(page.$('h1 + span').text())).toBe('4 fichiers trouvés.')
    const first = plain(page.$('.found li').first().text())
    expect(first).toMatch(/PDF, \d+ octets Télécharger/)
    expect(first).toMatch(/Dans le message : Bulletins Boîte de réception Karim, 2 mai 2026/)
  })

  it('counts files, and what is known of those on other pages', async () => {
    const { browser, mail } = await mailbox()
    await (await browser.open('/settings/reading')).press('Enregistrer', { rowsPerPage: '10' })
    for (let count = 0; count < 10; count++) {
      await mail.append('INBOX', {
        raw: withFiles(`n${count}`, pdf('a.pdf'), pdf('b.pdf')),
        date: new Date('2026-06-01'),
      })
    }
    const page = await browser.open('/search/attachments')
    expect(page.words).toContain('20 fichiers sur cette page, 12 messages trouvés en tout.')

    const last = await page.follow('Plus anciens')

    expect(last.words).toContain('4 fichiers sur cette page, 12 messages trouvés en tout.')
    expect((await browser.open('/search/attachments?kind=film')).words).toContain('Aucun fichier trouvé.')
  })

  it('gives each file, and opens its message', async () => {
    const { browser } = await mailbox()
    const page = await browser.open('/search/attachments')

    const file = await browser.agent.get(page.$('.found li a').first().attr('href') ?? '').buffer(true)
    expect(file.headers['content-disposition']).toContain('bulletin-4eB.pdf')
    expect((await page.follow('Bulletins')).words).toContain('Bonjour.')
  })

  it.each([
    [{ kind: 'pdf' }, ['bulletin-4eB.pdf', 'Affiche A3.PDF']],
    [{ kind: 'sheet' }, ['notes.ods']],
    [{ name: 'AFFICHE' }, ['affiche.png', 'Affiche A3.PDF']],
    [{ name: 'affiche', kind: 'image' }, ['affiche.png']],
    [{ in: 'Archives' }, ['affiche.png', 'Affiche A3.PDF']],
    [{ kind: 'nonsense', name: '*.{pdf' }, []],
  ])('narrows them by type, name and folder: %j', async (asked, names) => {
    const { browser } = await mailbox()
    const page = await browser.open(`/search/attachments?${new URLSearchParams(asked).toString()}`)

    expect(namesOn(page)).toEqual(names)
    if (names.length === 0) expect(page.words).toContain('Aucune pièce jointe ici.')
  })
})
