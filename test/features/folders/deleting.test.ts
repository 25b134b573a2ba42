import { paths } from '../../../src/http/paths.ts'
import { lab } from '../../support/lab.ts'
import { plain, type Visit } from '../../support/browser.ts'
import { application, webmail, type Webmail } from '../../support/webmail.ts'
import { startPoorerServer } from '../../mail/imap/rewriting-proxy.ts'

const said = (page: Visit) => plain(page.$('#dit').text())
const raw = (subject: string) => `From: a@b.example\r\nSubject: ${subject}\r\n\r\nBonjour.\r\n`

async function withFolders(...folders: string[]): Promise<Webmail & { listed: () => Promise<string[]> }> {
  const site = await webmail()
  for (const folder of folders) await site.mail.createFolder(folder)
  const listed = () => lab().asUser(site.user, async (imap) => (await imap.list()).map(({ path }) => path))
  return { ...site, listed }
}

const toBin = async ({ browser }: Webmail, folder: string) =>
  (await browser.open(paths.changeFolder(folder))).press('Mettre à la corbeille')

describe('deleting a folder', () => {
  it('puts it into the bin with its messages, and says that nothing is lost yet', async () => {
    const site = await withFolders('Sorties', 'Sorties/Liste')
    await site.mail.append('Sorties/Liste', { raw: raw('gardé') })

    const page = await toBin(site, 'Sorties')

    expect(said(page)).toBe(
      'Dossier « Sorties » mis à la corbeille, avec le dossier qu’il contient. Rien n’est effacé tant que la corbeille n’est pas vidée.',
    )
    expect((await site.browser.open('/mail/Corbeille%2FSorties%2FListe')).words).toContain('gardé')
    expect(await site.listed()).not.toContain('Sorties')
  })

  it('finds a free name in the bin', async () => {
    const site = await withFolders('Sorties')
    await toBin(site, 'Sorties')
    await site.mail.createFolder('Sorties')
    await toBin(site, 'Sorties')
    expect(await site.listed()).toEqual(expect.arrayContaining(['Corbeille/Sorties', 'Corbeille/Sorties 2']))
  })

  it('asks before one of the bin goes for ever, with the consequence in words', async () => {
    const site = await withFolders('Corbeille/Vieux', 'Corbeille/Vieux/Plus vieux')
    await site.mail.append('Corbeille/Vieux', { raw: raw('un') })
    const question = await (
      await site.browser.open(paths.changeFolder('Corbeille/Vieux'))
    ).press('Supprimer définitivement…')

    expect(question.words).toMatch(/2 dossiers, 1 message, \d+ octets : suppression définitive\./)
    expect(await site.listed()).toContain('Corbeille/Vieux')
    const page = await question.press('Supprimer définitivement')

    expect(said(page)).toBe('2 dossiers supprimés définitivement, avec tous les messages.')
    expect((await site.listed()).filter((path) => path.includes('ieux'))).toEqual([])
  })

  it('asks again when more messages came in since the question', async () => {
    const site = await withFolders('Corbeille/Vieux')
    const question = await site.browser.open(paths.removeFolder('Corbeille/Vieux'))
    await site.mail.append('Corbeille/Vieux', { raw: raw('arrivé') })

    const again = await question.press('Supprimer définitivement')

    expect(said(again)).toContain('rien n’a été supprimé')
    expect(again.words).toContain('1 dossier, 1 message')
    expect(await site.listed()).toContain('Corbeille/Vieux')
  })

  it('asks again when a folder came into it, or when it is another of that name', async () => {
    const site = await withFolders('Corbeille/Vieux', 'Corbeille/Ancien')
    await site.mail.append('Corbeille/Ancien', { raw: raw('un') })
    const grown = await site.browser.open(paths.removeFolder('Corbeille/Vieux'))
    const replaced = await site.browser.open(paths.removeFolder('Corbeille/Ancien'))
    await site.mail.createFolder('Corbeille/Vieux/Plus tard')
    await lab().asUser(site.user, (imap) => imap.mailboxDelete('Corbeille/Ancien'))
    await site.mail.append('Corbeille/Ancien', { raw: raw('autre') })

    for (const question of [grown, replaced])
      expect(said(await question.press('Supprimer définitivement'))).toContain('rien n’a été supprimé')

    expect(await site.listed()).toEqual(expect.arrayContaining(['Corbeille/Vieux/Plus tard', 'Corbeille/Ancien']))
  })

  it('removes nothing for a form that names nothing', async () => {
    const site = await withFolders('Corbeille/Vieux')
    const question = await site.browser.open(paths.removeFolder('Corbeille/Vieux'))
    const token = question.$('input[name=_csrf]').attr('value') ?? ''

    const { headers } = await site.browser.agent
      .post(paths.removeFolder('Corbeille/Vieux'))
      .type('form')
      .send({ _csrf: token, 'do-remove': 'x' })
      .expect(303)

    expect(headers.location).toContain('note=more')
    expect(await site.listed()).toContain('Corbeille/Vieux')
  })

  it('offers removing for ever, after a question, where the bin takes no folders', async () => {
    const poorer = await startPoorerServer({ '(\\Subscribed \\Trash)': '(\\NoInferiors \\Trash)' })
    try {
      const at = await application({ IMAP_HOST: poorer.address.host, IMAP_PORT: String(poorer.address.port) })
      const site = await webmail({ at })
      await site.mail.createFolder('Sorties')

      const question = await toBin(site, 'Sorties')

      expect(said(question)).toContain('n’accepte pas ce dossier dans la corbeille')
      expect(question.words).toContain('1 dossier, 0 message, 0 octet : suppression définitive.')
      expect(said(await question.press('Supprimer définitivement'))).toBe(
        '1 dossier supprimé définitivement, avec tous les messages.',
      )
    } finally {
      await poorer.stop()
    }
  })

  it('is not offered for the inbox, for a folder with a role, nor for one that holds such a folder', async () => {
    const site = await withFolders('Courrier', 'Courrier/Partis')
    await (await site.browser.open('/folders/roles')).press('Enregistrer', { sent: 'Courrier/Partis' })
    for (const folder of ['INBOX', 'Corbeille', 'Courrier', 'Courrier/Partis']) {
      const page = await site.browser.open(paths.changeFolder(folder))
      expect([folder, page.$('input[name=do-delete]').length]).toEqual([folder, 0])
    }
  })
})
