import type { ImapFlow } from 'imapflow'
import { paths } from '../../../src/http/paths.ts'
import { type Lab, startLab } from '../../lab/index.ts'
import { environmentOf } from '../../lab/environment.ts'
import { plain, type Visit } from '../../support/browser.ts'
import { application, type Application, signIn } from '../../support/webmail.ts'

const said = (page: Visit) => plain(page.$('#dit').text())

/** A verb the library lacks. */
interface Executor {
  exec(verb: string, words: { type: string; value: string }[]): Promise<{ next: () => void }>
}

async function share(imap: ImapFlow, words: string[]): Promise<void> {
  const tokens = words.map((value) => ({ type: 'STRING', value }))
  const { next } = await (imap as unknown as Executor).exec('SETACL', tokens)
  next()
}

describe('folders that others share', () => {
  let mailServer: Lab
  let at: Application
  beforeAll(async () => {
    mailServer = await startLab({ shared: true })
    at = await application(environmentOf(mailServer))
  })
  afterAll(() => mailServer.stop())

  async function sharedWith(rights: string) {
    const [ana, brahim] = [await mailServer.addUser(), await mailServer.addUser()]
    await mailServer.asUser(ana, async (imap) => {
      await imap.mailboxCreate('Projets')
      await share(imap, ['Projets', brahim.login, rights])
    })
    const { browser } = await signIn(at.app, brahim)
    return { ana, brahim, browser, path: `partages/${ana.login}/Projets` }
  }

  it('are listed with their owner and what may be done in them', async () => {
    const { ana, browser } = await sharedWith('lrswi')
    const list = await browser.open('/folders')
    const table = list.$('table').last()
    expect(plain(table.find('tbody').text())).toBe(`Projets Masqué${ana.login}lire, marquer et ajouter`)
  })

  it('can be shown beside every page, under their owner’s name', async () => {
    const { ana, browser, path } = await sharedWith('lr')
    const shown = await (await browser.open(paths.changeFolder(path))).press('Afficher ce dossier')
    expect(said(shown)).toBe('Le dossier « Projets » est de nouveau dans la liste des dossiers.')
    expect(plain(shown.$('.side').text())).toContain(`Dossiers partagés Projets (${ana.login})`)
  })

  it('are offered to move messages to, under their owner’s name', async () => {
    const { ana, brahim, browser, path } = await sharedWith('lrswi')
    await mailServer.deliver(brahim.login, { subject: 'À ranger' })
    const list = await browser.open('/mail/INBOX')
    const offered = list.$('select option').filter((_at, option) => list.$(option).attr('value') === path)
    expect(plain(offered.first().text())).toBe(`Projets (${ana.login})`)
  })

  it('offer only what their reader may do', async () => {
    const reading = await sharedWith('lr')
    const page = await reading.browser.open(paths.changeFolder(reading.path))
    expect(page.words).toContain('Renommer, déplacer ou supprimer ce dossier revient à son propriétaire.')
    expect(page.$('input[name=do-save], input[name=do-delete]')).toHaveLength(0)
    expect(page.words).not.toContain('Nouveau dossier dans celui-ci')

    const creating = await sharedWith('lrk')
    const own = await creating.browser.open(paths.changeFolder(creating.path))
    const made = await (await own.follow('Nouveau dossier dans celui-ci')).press('Créer le dossier', { name: '2026' })
    expect(said(made)).toBe('Dossier « 2026 » créé.')
  })

  it('refuse in words what their owner does not allow', async () => {
    const { browser, path } = await sharedWith('lr')
    const form = await browser.open(paths.newFolder({ inside: path }))
    const back = await form.press('Créer le dossier', { name: '2026' })
    expect(back.status).toBe(422)
    expect(plain(back.$('#inside-error').text())).toContain('n’accepte pas ce dossier à cet endroit')
    expect(back.$('#name').attr('value')).toBe('2026')
  })
})
