import { paths } from '../../../src/http/paths.ts'
import { plain, type Browser, type Visit } from '../../support/browser.ts'
import { webmail } from '../../support/webmail.ts'
import { said } from './deeds.ts'

const uids = ({ $ }: Visit) =>
  $('input[name=uid]')
    .toArray()
    .map((box) => $(box).attr('value') ?? '')

const offers = ({ $ }: Visit): number => $('input[value="Annuler"], input[value="Continuer d’annuler"]').length

const rowsOf = ({ $ }: Visit): string[] =>
  $('.outgoing li')
    .toArray()
    .map((row) => plain($(row).text()))

async function withLetters(...subjects: string[]) {
  const at = await webmail()
  for (const subject of subjects) await at.mail.deliver({ from: 'zoe@lyon.example', subject, text: 'Bonjour.' })
  return { ...at, list: await at.browser.open('/mail/INBOX') }
}

const change = (browser: Browser, folder: string) => browser.open(paths.changeFolder(folder))

describe('« Annuler » on a page that is gone since', () => {
  it('of a renamed folder leads to the history, where what was put back is told', async () => {
    const { browser, mail } = await webmail()
    await mail.createFolder('Sorties')
    await mail.append('Sorties', { raw: 'Subject: Musée\r\n\r\nBonjour.\r\n' })
    const inside = await browser.open('/mail/Sorties')
    const archived = await inside.press('do-archive', { uid: uids(inside) })
    await (await change(browser, 'Sorties')).press('do-save', { name: 'Voyages' })

    const back = await archived.press('Annuler')
    expect([back.status, said(back)]).toEqual([200, '1 message remis à sa place.'])
    expect(back.url).toMatch(/^\/history\?said=/)
    expect(uids(await browser.open('/mail/Voyages'))).toHaveLength(1)
  })

  it('of a message that was archived in another tab leads to its folder', async () => {
    const { browser, list } = await withLetters('Sortie')
    const letter = await list.follow('Sortie')
    const followed = await letter.press('do-follow')
    await list.press('do-archive', { uid: uids(list) })
    const back = await followed.press('Annuler')
    expect([back.status, said(back)]).toEqual([200, '1 message n’est plus suivi.'])
    expect(back.url).toMatch(/^\/mail\/INBOX\?said=/)
    expect((await browser.open('/mail/Archives')).words).toContain('Sortie')
  })
})

describe('« Annuler » that would change nothing by now', () => {
  it('is not offered beside what 50 actions came after', async () => {
    const { browser, list, parts, user } = await withLetters('Sortie')
    const followed = await list.press('do-follow', { uid: uids(list) })
    const { id } = await parts.accounts.accounts.findOrCreate(
      { login: user.login, name: '', addresses: [] },
      user.login,
    )
    for (let count = 0; count < 49; count++) await parts.history.write(id, { kind: 'draft-closed', draft: 'd1' })
    expect(offers(await browser.open(followed.url))).toBe(1)
    await parts.history.write(id, { kind: 'draft-closed', draft: 'd1' })
    const old = await browser.open(followed.url)
    expect([said(old), offers(old)]).toEqual(['1 message suivi.', 0])
  })

  it('is not offered for a draft that was saved again since, and the history says why', async () => {
    const { browser } = await webmail()
    const written = await (await browser.open('/compose')).press('Enregistrer', { subject: 'Sortie' })
    const thrown = await (await written.press('do-discard')).press('do-discard')
    expect(offers(await browser.open(thrown.url))).toBe(1)
    await written.press('Enregistrer', { subject: 'Sortie au musée' })

    expect(offers(await browser.open(thrown.url))).toBe(0)
    const page = await browser.open('/history')
    expect(offers(page)).toBe(0)
    expect(rowsOf(page)[0]).toContain('Rien à annuler : ce brouillon est déjà de retour.')
  })
})

describe('« Annuler » of a folder that was moved out of another', () => {
  it('does not put it into the bin, where the other went since, and the history says why', async () => {
    const { browser, mail } = await webmail()
    await mail.createFolder('Projets')
    await mail.createFolder('Projets/Notes')
    const moved = await (await change(browser, 'Projets/Notes')).press('do-save', { inside: '' })
    const deleted = await (await change(browser, 'Projets')).press('do-delete')

    const page = await browser.open('/history')
    const why = 'Ne s’annule plus : le dossier d’origine n’est plus là, ou il est à la corbeille.'
    expect([rowsOf(page)[1], offers(page)]).toEqual([expect.stringContaining(why), 1])

    const refused = await moved.press('Annuler')
    expect(said(refused)).toBe(
      'Le dossier d’origine n’est plus là, ou il est à la corbeille : 1 élément reste où il est.',
    )
    expect((await browser.open(paths.folder('Notes'))).status).toBe(200)

    await deleted.press('Annuler')
    expect(said(await moved.press('Annuler'))).toBe('Dossier « Notes » remis à sa place.')
    expect((await browser.open(paths.folder('Projets/Notes'))).status).toBe(200)
  })
})

describe('an undo that could not put everything back', () => {
  it('says how much it did, and goes on once the rest can go back', async () => {
    const { browser, list } = await withLetters('Sortie', 'Cantine')
    const archived = await list.press('do-archive', { uid: uids(list) })
    const archives = await browser.open('/mail/Archives')
    const [one = ''] = uids(archives)
    const elsewhere = await archives.press('do-delete', { uid: [one] })
    await archived.press('Annuler')

    const partly = await browser.open('/history')
    expect(rowsOf(partly)[1]).toMatch(
      /Annulée en partie : .*1 message remis à sa place\. 1 message a été rangé ailleurs depuis : il y reste\.$/,
    )
    expect(offers(partly)).toBe(1)

    await elsewhere.press('Annuler')
    const again = await (await browser.open('/history')).press('Continuer d’annuler')
    expect(said(again)).toBe('2 messages remis à leur place.')
    expect(uids(await browser.open('/mail/INBOX'))).toHaveLength(uids(list).length)
    expect([rowsOf(again)[1], offers(again)]).toEqual([expect.stringMatching(/Annulée : /), 0])
  })

  it('leaves alone what was put back and archived anew', async () => {
    const { browser, list } = await withLetters('Sortie', 'Cantine')
    const archived = await list.press('do-archive', { uid: uids(list).slice(0, 2) })
    const archives = await browser.open('/mail/Archives')
    await archives.press('do-delete', { uid: uids(archives).slice(0, 1) })
    await archived.press('Annuler')
    const inbox = await browser.open('/mail/INBOX')
    await inbox.press('do-archive', { uid: uids(inbox).slice(0, 1) })

    expect((await browser.open('/history')).$('input[value="Continuer d’annuler"]')).toHaveLength(0)
    await archived.press('Annuler')
    expect(uids(await browser.open('/mail/Archives'))).toHaveLength(1)
  })
})
