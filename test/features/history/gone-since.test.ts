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
