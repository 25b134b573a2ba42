import { paths } from '../../../src/http/paths.ts'
import { plain, type Visit } from '../../support/browser.ts'
import { lab } from '../../support/lab.ts'
import { application, signIn, webmail } from '../../support/webmail.ts'
import { said, saidId } from './deeds.ts'

const uids = ({ $ }: Visit) =>
  $('input[name=uid]')
    .toArray()
    .map((box) => $(box).attr('value') ?? '')

async function withLetters(...subjects: string[]) {
  const at = await webmail()
  for (const subject of subjects) await at.mail.deliver({ from: 'zoe@lyon.example', subject, text: 'Bonjour.' })
  return { ...at, list: await at.browser.open('/mail/INBOX?only=unread') }
}

const offers = (page: Visit): number => page.$('input[value="Annuler"]').length

describe('« Annuler » beside the sentence of what was done', () => {
  it('puts the letter back, and brings the reader back to the same page', async () => {
    const { list } = await withLetters('Sortie', 'Cantine')
    const archived = await list.press('do-archive', { uid: uids(list).slice(0, 1) })
    expect(said(archived)).toBe('1 message archivé dans « Archives ».')

    const back = await archived.press('Annuler')
    expect(said(back)).toBe('1 message remis à sa place.')
    expect(back.url).toMatch(/^\/mail\/INBOX\?only=unread&said=/)
    expect(uids(back)).toHaveLength(2)
    expect(offers(back)).toBe(0)
  })

  it('is there after a reload and in another tab, until one of them has undone it', async () => {
    const { browser, list } = await withLetters('Sortie')
    const deleted = await list.press('do-delete', { uid: uids(list) })
    const [reloaded, tab] = [await browser.open(deleted.url), await browser.open(deleted.url)]
    expect([offers(reloaded), offers(tab)]).toEqual([1, 1])

    const first = await tab.press('Annuler')
    const second = await reloaded.press('Annuler')
    expect([said(first), said(second)]).toEqual(['1 message remis à sa place.', '1 message remis à sa place.'])
    expect(uids(second)).toHaveLength(1)
    const later = await browser.open(deleted.url)
    expect([said(later), offers(later)]).toEqual(['1 message mis à la corbeille. Cette action a été annulée.', 0])
  })

  it('stands beside nothing that changed nothing, or is final', async () => {
    const { browser, list } = await withLetters('Sortie')
    await list.press('do-follow', { uid: uids(list) })
    const same = await list.press('do-follow', { uid: uids(list) })
    expect([said(same), offers(same)]).toEqual(['Rien n’a changé : c’était déjà ainsi.', 0])

    await list.press('do-delete', { uid: uids(list) })
    const question = await (await browser.open('/mail/Corbeille')).follow('Vider la corbeille')
    const emptied = await question.press('do-empty')
    expect(offers(emptied)).toBe(0)
  })

  it('brings settings back, but those chosen anew since', async () => {
    const { browser } = await webmail()
    const page = await browser.open('/settings/display')
    const saved = await page.press('Enregistrer', { theme: 'dark', textSize: 'larger' })
    await (await browser.open('/settings/display')).press('Enregistrer', { textSize: 'largest' })

    const back = await saved.press('Annuler')
    expect(said(back)).toBe(
      'Vos préférences sont de nouveau comme avant. 1 préférence a changé depuis : elle reste comme elle est.',
    )
    expect(back.$('html').attr('class')).toBe('largest')
  })

  it('brings an identity back with its signature', async () => {
    const { browser, user } = await webmail()
    const form = await browser.open('/settings/identities/new')
    const fields = { name: 'Club échecs', address: user.address, signature: 'Le club' }
    const saved = await form.press('Enregistrer', fields)
    const id = saved.$('label:contains("Club échecs")').attr('for') ?? ''
    const removed = await (await browser.open(paths.identityRemoval(id))).press('do-remove')
    expect(removed.words).not.toContain('Club échecs')

    const back = await removed.press('Annuler')
    expect(back.words).toContain('Club échecs')
    expect((await browser.open(paths.identity(id))).$('textarea').text()).toContain('Le club')
  })

  it('brings a draft back with its files', async () => {
    const { browser } = await webmail()
    const file = { field: 'files', name: 'plan.txt', content: Buffer.from('Rendez-vous à 8 h.') }
    const written = await (await browser.open('/compose')).press('Enregistrer', { subject: 'Sortie' }, [file])
    const thrown = await (await written.press('do-discard')).press('do-discard')
    expect(said(thrown)).toBe('Brouillon jeté.')

    const back = await thrown.press('Annuler')
    expect(said(back)).toBe('Votre brouillon est de retour.')
    const letter = await (await browser.open('/mail/Brouillons')).follow('Sortie')
    expect(letter.words).toContain('plan.txt')
  })

  it('keeps a new folder that is no longer empty, and says so', async () => {
    const { browser, mail } = await webmail()
    const made = await (await browser.open('/folders/new')).press('Créer le dossier', { name: 'Voyages' })
    await mail.append('Voyages', { raw: 'Subject: x\r\n\r\nx\r\n' })

    const kept = await made.press('Annuler')
    expect(said(kept)).toContain('Le dossier « Voyages » n’est plus vide : il reste.')
  })

  it('never takes another folder of the same name for the one that was made', async () => {
    const { browser, user } = await webmail()
    const made = await (await browser.open('/folders/new')).press('Créer le dossier', { name: 'Voyages' })
    await lab().asUser(user, async (imap) => {
      await imap.mailboxDelete('Voyages')
      await imap.mailboxCreate('Voyages')
    })
    expect(said(await made.press('Annuler'))).toBe('Un autre dossier porte maintenant ce nom : rien n’a changé.')
  })

  it('leaves a renamed folder where its old name was taken', async () => {
    const { browser, mail } = await webmail()
    await mail.createFolder('Sorties')
    const renamed = await (await browser.open(paths.changeFolder('Sorties'))).press('do-save', { name: 'Voyages' })
    await mail.createFolder('Sorties')
    expect(said(await renamed.press('Annuler'))).toBe('Un autre dossier porte l’ancien nom : rien n’a changé.')
  })

  it('gives a folder its role and its searches back with its name', async () => {
    const { browser, mail, parts, user } = await webmail()
    await mail.createFolder('Partis')
    await (await browser.open('/folders/roles')).press('Enregistrer', { sent: 'Partis' })
    const roles = async () => {
      const person = { login: user.login, name: '', addresses: [] }
      const { id } = await parts.accounts.accounts.findOrCreate(person, user.login)
      return (await parts.preferences.read(id)).roles
    }
    await mail.createFolder('Holder')
    await lab().asUser(user, (imap) => imap.mailboxRename('Partis', 'Holder/Partis'))
    await (await browser.open('/folders/roles')).press('Enregistrer', { sent: 'Holder/Partis' })
    const renamed = await (await browser.open(paths.changeFolder('Holder'))).press('do-save', { name: 'Courrier' })
    expect(await roles()).toEqual({ sent: 'Courrier/Partis' })
    await renamed.press('Annuler')
    expect(await roles()).toEqual({ sent: 'Holder/Partis' })
  })
})

describe('what somebody did', () => {
  it('is listed newest first, each with its undo or the reason why not', async () => {
    const { browser, list } = await withLetters('Sortie', 'Cantine')
    const [cantine = '', sortie = ''] = uids(list)
    await list.press('do-follow', { uid: [sortie] })
    await list.press('do-read', { uid: [cantine, sortie] })
    await list.press('do-delete', { uid: [sortie] })
    await (await (await browser.open('/mail/Corbeille')).follow('Vider la corbeille')).press('do-empty')
    await list.press('do-archive', { uid: [cantine] })
    const archives = await browser.open('/mail/Archives')
    await archives.press('do-delete', { uid: uids(archives) })

    const page = await (await browser.open('/mail/INBOX')).follow('Historique de mes actions')
    expect(page.$('time').first().attr('datetime')).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(page.$('nav [aria-current=page]').text()).toBe('Historique de mes actions')
    page.$('time').remove()
    const rows = page
      .$('.outgoing li')
      .toArray()
      .map((row) => [plain(page.$(row).text()), page.$(row).find('input[value="Annuler"]').length])
    expect(rows).toEqual([
      ['1 message mis à la corbeille.', 1],
      ['1 message archivé dans « Archives ». Ne s’annule plus : tout a été rangé ailleurs depuis.', 0],
      [expect.stringMatching(/^Dossier « Corbeille » vidé.* Ne s’annule pas : la suppression était définitive.$/), 0],
      ['1 message mis à la corbeille. Ne s’annule plus : tout a été supprimé définitivement depuis.', 0],
      ['2 messages marqués lus.', 1],
      ['1 message suivi. Ne s’annule plus : tout a été supprimé définitivement depuis.', 0],
    ])

    const back = await page.press('Annuler')
    expect([said(back), back.url]).toEqual(['1 message remis à sa place.', expect.stringMatching(/^\/history\?said=/)])
    expect(back.$('input[value="Annuler"]')).toHaveLength(2)
  })

  it('in a folder that is gone by now says so', async () => {
    const { browser, user } = await webmail()
    await (await browser.open('/folders/new')).press('Créer le dossier', { name: 'Voyages' })
    await lab().asUser(user, (imap) => imap.mailboxDelete('Voyages'))
    const page = await browser.open('/history')
    expect(page.words).toContain('Ne s’annule plus : ce dossier n’est plus là.')
    expect(offers(page)).toBe(0)
  })

  it('says when nothing was done yet, and what was undone', async () => {
    const { browser, list } = await withLetters('Sortie')
    expect((await browser.open('/history')).words).toContain('Aucune action pour le moment.')
    const followed = await list.press('do-follow', { uid: uids(list) })
    await followed.press('Annuler')
    const page = await browser.open('/history')
    expect([plain(page.$('.outgoing li').text()), offers(page)]).toEqual([expect.stringContaining('Annulée : '), 0])
  })

  it('is nobody else’s to see or to undo', async () => {
    const at = await application()
    const owner = await webmail({ at })
    await owner.mail.deliver({ from: 'zoe@lyon.example', subject: 'Sortie', text: 'Bonjour.' })
    const list = await owner.browser.open('/mail/INBOX')
    const id = saidId(await list.press('do-archive', { uid: uids(list) })) ?? ''

    const { browser } = await signIn(at.app, await lab().addUser())
    const stranger = await browser.open(`/history?said=${id}`)
    expect(said(stranger)).toBe('')
    const csrf = stranger.$('input[name=_csrf]').first().attr('value')
    const answer = await browser.agent.post(paths.undo(id)).type('form').send({ _csrf: csrf })
    expect([answer.status, answer.text.includes('Cette page n’existe pas')]).toEqual([404, true])
    expect(uids(await owner.browser.open('/mail/Archives'))).toHaveLength(1)
  })

  it('is undone by a form of its own page only, and leads nowhere else', async () => {
    const { browser, list } = await withLetters('Sortie')
    const id = saidId(await list.press('do-follow', { uid: uids(list) })) ?? ''
    expect((await browser.agent.post(paths.undo(id)).type('form').send({})).status).toBe(403)
    expect((await browser.open(paths.undo(id))).url).toBe('/history')

    const csrf = (await browser.open('/history')).$('input[name=_csrf]').first().attr('value')
    const answer = await browser.agent.post(paths.undo(id)).type('form').send({ _csrf: csrf, from: '//evil.example/' })
    expect(answer.headers['location']).toMatch(/^\/\?said=/)
  })

  it('that is final, or too old, is told so when it is asked for all the same', async () => {
    const { browser, list } = await withLetters('Sortie')
    await list.press('do-delete', { uid: uids(list) })
    const question = await (await browser.open('/mail/Corbeille')).follow('Vider la corbeille')
    const id = saidId(await question.press('do-empty')) ?? ''
    const csrf = (await browser.open('/history')).$('input[name=_csrf]').first().attr('value')
    const answer = await browser.agent.post(paths.undo(id)).type('form').send({ _csrf: csrf })
    const page = await browser.open(String(answer.headers['location']))
    expect(said(page)).toBe('Rien n’a changé : cette action ne peut pas être annulée.')
  })
})
