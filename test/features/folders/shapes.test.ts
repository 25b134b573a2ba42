import { paths } from '../../../src/http/paths.ts'
import { type Lab, startLab } from '../../lab/index.ts'
import { environmentOf } from '../../lab/environment.ts'
import { type Browser, plain, type Visit } from '../../support/browser.ts'
import { application, signIn } from '../../support/webmail.ts'

const said = (page: Visit) => plain(page.$('#dit').text())

describe('folders of a mailbox whose names begin with « INBOX. »', () => {
  let mailServer: Lab
  let browser: Browser
  beforeAll(async () => {
    mailServer = await startLab({ separator: '.', underInbox: true })
    const { app } = await application(environmentOf(mailServer))
    browser = (await signIn(app, await mailServer.addUser())).browser
  })
  afterAll(() => mailServer.stop())

  const create = async (name: string, inside = '') =>
    (await browser.open('/folders/new')).press('Créer le dossier', { name, inside })

  it('are made, nested, moved and deleted like any other', async () => {
    expect(said(await create('Élèves'))).toBe('Dossier « Élèves » créé.')
    expect(said(await create('6e A', 'INBOX.Élèves'))).toBe('Dossier « 6e A » créé.')
    const page = await browser.open(paths.changeFolder('INBOX.Élèves.6e A'))
    expect(page.$('#inside option[selected]').attr('value')).toBe('INBOX.Élèves')

    const top = await page.press('Enregistrer', { inside: '' })
    expect(said(top)).toBe('Dossier « 6e A » déplacé.')
    const gone = await (await browser.open(paths.changeFolder('INBOX.6e A'))).press('Mettre à la corbeille')
    expect(said(gone)).toContain('Dossier « 6e A » mis à la corbeille.')
    expect((await browser.open(paths.changeFolder('INBOX.Corbeille.6e A'))).status).toBe(200)
  })

  it('are not offered a place in the inbox, where they all are already', async () => {
    const page = await browser.open('/folders/new')
    const offered = page
      .$('#inside option')
      .toArray()
      .map((option) => page.$(option).attr('value'))
    expect(offered).toContain('INBOX.Archives')
    expect(offered).not.toContain('INBOX')
  })

  it('may hold « / » in their names, and are told that « . » divides them', async () => {
    expect(said(await create('2026/2027'))).toBe('Dossier « 2026/2027 » créé.')
    const back = await create('M. Dupont')
    expect(back.status).toBe(422)
    expect(plain(back.$('#name-error').text())).toContain('Le caractère « . » sépare les dossiers')
  })
})
