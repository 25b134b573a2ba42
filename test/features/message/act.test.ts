import { plain } from '../../support/browser.ts'
import { webmail } from '../../support/webmail.ts'

const raw = (subject: string, extra: string[] = []) =>
  ['From: a@b.example', 'To: x@ac-lyon.example', ...extra, `Subject: ${subject}`, '', 'Bonjour.', ''].join('\r\n')

async function opened({ folder = 'INBOX', extra = [] as string[], flags = [] as string[] } = {}) {
  const site = await webmail()
  await site.mail.append(folder, { raw: raw('autre') })
  await site.mail.append(folder, { raw: raw('celui-ci', extra), flags })
  const list = await site.browser.open(`/mail/${encodeURIComponent(folder)}`)
  return { ...site, page: await list.follow('celui-ci') }
}

const said = ({ $ }: { $: Awaited<ReturnType<typeof opened>>['page']['$'] }) => plain($('#dit').text())

describe('acting on an open message', () => {
  it.each([
    { submit: 'Archiver', to: 'Archives', sentence: '1 message archivé dans « Archives ».' },
    { submit: 'Supprimer', to: 'Corbeille', sentence: '1 message mis à la corbeille.' },
    { submit: 'Indésirable', to: 'Indésirables', sentence: '1 message rangé dans « Indésirables ».' },
  ])('« $submit » moves it, says so, and comes back to the list', async ({ submit, to, sentence }) => {
    const { page, browser } = await opened()
    const after = await page.press(submit)

    expect(said(after)).toBe(sentence)
    expect(plain(after.$('ul.mail .what a').text())).toBe('autre')
    expect((await browser.open(`/mail/${encodeURIComponent(to)}`)).words).toContain('celui-ci')
  })

  it('is unread again in the list', async () => {
    const { page } = await opened()
    const after = await page.press('Non lu')
    expect(said(after)).toBe('1 message marqué non lu.')
    expect(after.$('ul.mail li.new').first().text()).toContain('celui-ci')
  })

  it('is followed, and no more, without leaving it', async () => {
    const { page } = await opened()
    const followed = await page.press('Suivre')
    expect(said(followed)).toBe('1 message suivi.')
    expect(followed.$('.tag.followed').text()).toBe('Suivi')

    const after = await followed.press('Ne plus suivre')
    expect(said(after)).toBe('1 message n’est plus suivi.')
    expect(after.$('.tag.followed')).toHaveLength(0)
  })

  it.each([1, 2])('moves to the folder chosen in select %s, and asks for one when none is', async (place) => {
    const { page, mail, browser } = await opened()
    await mail.createFolder('4e B')
    const unchosen = await page.press(`do-move${place}`)
    expect(said(unchosen)).toContain('choisissez d’abord un dossier')

    const after = await unchosen.press(`do-move${place}`, { [`to${place}`]: '4e B' })
    expect(said(after)).toBe('1 message déplacé vers « 4e B ».')
    expect((await browser.open('/mail/4e%20B')).words).toContain('celui-ci')
  })

  it('moves to the folder chosen above when « Déplacer » is pressed below', async () => {
    const { page, mail, browser } = await opened()
    await mail.createFolder('4e B')

    expect(said(await page.press('do-move2', { to1: '4e B' }))).toBe('1 message déplacé vers « 4e B ».')
    expect((await browser.open('/mail/4e%20B')).words).toContain('celui-ci')
  })

  it('asks before it is deleted from the trash', async () => {
    const { page } = await opened({ folder: 'Corbeille' })
    const asked = await page.press('Supprimer')
    expect(asked.words).toContain('Supprimer définitivement ce message ?')
    expect(asked.$('.subjects').text()).toContain('celui-ci')

    const done = await asked.press('Supprimer définitivement')
    expect(said(done)).toBe('1 message supprimé définitivement.')
    expect(plain(done.$('ul.mail .what a').text())).toBe('autre')
  })

  it('does nothing when Enter is pressed', async () => {
    const { page } = await opened()
    const first = page.$('article').closest('form').find('input[type=submit]').first()
    const after = await page.press(first.attr('name') ?? '')

    expect(first.attr('value')).toBe('Relire le message')
    expect(plain(after.$('h1').text())).toBe('celui-ci')
    expect(after.$('#dit')).toHaveLength(0)
  })

  it('offers the answers that make sense', async () => {
    const { page } = await opened({ extra: ['Cc: c@d.example', 'List-Id: <profs.ac-lyon.example>'] })
    const answers = page
      .$('#agir a')
      .toArray()
      .map((link) => plain(page.$(link).text()))

    expect(answers).toEqual([
      'Répondre',
      'Répondre à tous',
      'Répondre à la liste',
      'Transférer',
      'Transférer en pièce jointe',
      'Modifier comme nouveau',
    ])
  })

  it('offers to go on with a draft, not to answer it', async () => {
    const { mail, browser } = await webmail()
    await mail.append('Brouillons', { raw: raw('commencé'), flags: ['\\Draft'] })
    const list = await browser.open('/mail/Brouillons')
    const [, message = ''] = /message=([\d-]+)/.exec(list.$('.what a').attr('href') ?? '') ?? []

    const page = await browser.open(`/mail/Brouillons/${message}`)

    expect(
      page
        .$('#agir a')
        .toArray()
        .map((link) => plain(page.$(link).text())),
    ).toEqual(['Reprendre ce brouillon'])
  })
})
