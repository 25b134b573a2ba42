import { paths } from '../../../src/http/paths.ts'
import { plain, type Visit } from '../../support/browser.ts'
import { webmail } from '../../support/webmail.ts'

const said = (page: Visit) => plain(page.$('#dit').text())
const raw = (subject: string) => `From: a@b.example\r\nSubject: ${subject}\r\n\r\nBonjour.\r\n`

/** Labels of the folders beside the page that have a role. */
const special = (page: Visit) =>
  page
    .$('.side ul')
    .first()
    .find('a')
    .toArray()
    .map((link) => page.$(link).attr('href'))

describe('roles of folders', () => {
  it('are chosen by their owner: what is deleted goes where it was said', async () => {
    const { browser, mail } = await webmail()
    await mail.createFolder('Poubelle')
    await mail.append('INBOX', { raw: raw('à jeter') })
    const page = await browser.open('/folders/roles')
    expect(page.$('#trash option[selected]').text()).toContain('Choix du serveur')

    const saved = await page.press('Enregistrer', { trash: 'Poubelle' })

    expect(said(saved)).toBe('Rôle des dossiers enregistré.')
    expect(special(saved)).toContain(paths.folder('Poubelle'))
    expect(special(saved)).not.toContain(paths.folder('Corbeille'))
    const list = await browser.open('/mail/INBOX')
    await list.press('Supprimer', { uid: list.$('input[name=uid]').attr('value') ?? '' })
    expect((await browser.open('/mail/Poubelle')).words).toContain('à jeter')
  })

  it('are refused twice to one folder, and what was chosen is still there', async () => {
    const { browser, mail } = await webmail()
    await mail.createFolder('Tout')
    const back = await (await browser.open('/folders/roles')).press('Enregistrer', { sent: 'Tout', junk: 'Tout' })

    expect(back.status).toBe(422)
    expect(plain(back.$('#junk-error').text())).toBe('Ce dossier a déjà un autre rôle : choisissez-en un autre.')
    expect(back.$('#sent option[selected]').attr('value')).toBe('Tout')
    expect(back.$('#dit a').attr('href')).toBe('#junk')
  })

  it('go with their folder when what holds it is renamed', async () => {
    const { browser, mail } = await webmail()
    await mail.createFolder('Courrier')
    await mail.createFolder('Courrier/Partis')
    await (await browser.open('/folders/roles')).press('Enregistrer', { sent: 'Courrier/Partis' })

    const renamed = await (await browser.open(paths.changeFolder('Courrier'))).press('Enregistrer', { name: 'Lettres' })

    expect(special(renamed)).toContain(paths.folder('Lettres/Partis'))
    expect(special(renamed)).not.toContain(paths.folder('Envoyés'))
  })

  it('hold a folder where it is, until another has them', async () => {
    const { browser, mail } = await webmail()
    await mail.createFolder('Partis')
    await (await browser.open('/folders/roles')).press('Enregistrer', { sent: 'Partis' })
    const held = await browser.open(paths.changeFolder('Partis'))
    expect(held.words).toContain('Ce dossier a un rôle')
    expect(held.$('input[name=do-save]')).toHaveLength(0)

    const free = await (await browser.open('/folders/roles')).press('Enregistrer', { sent: '' })
    expect(special(free)).toContain(paths.folder('Envoyés'))
    expect((await browser.open(paths.changeFolder('Partis'))).$('input[name=do-save]')).toHaveLength(1)
  })
})
