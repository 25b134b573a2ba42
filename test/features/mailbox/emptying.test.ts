import type { LabUser } from '../../lab/people.ts'
import { lab } from '../../support/lab.ts'
import { plain } from '../../support/browser.ts'
import { prefer, raw, said, subjectsOf, withMail } from './list-pages.ts'

const foldersInBin = (user: LabUser) =>
  lab().asUser(user, async (imap) =>
    (await imap.list()).map(({ path }) => path).filter((path) => path.startsWith('Corbeille/')),
  )

describe('emptying the trash and junk', () => {
  it.each([
    { folder: 'Corbeille', link: 'Vider la corbeille', title: 'Vider la corbeille ?' },
    { folder: 'Indésirables', link: 'Vider les indésirables', title: 'Vider les indésirables ?' },
  ])('names what goes from $folder before it does, and spares what came since', async ({ folder, link, title }) => {
    const { browser, mail } = await withMail(['un', 'deux', 'trois'], folder)
    const list = await browser.open(`/mail/${encodeURIComponent(folder)}`)

    const asked = await list.follow(link)
    expect(plain(asked.$('h1').text())).toBe(title)
    expect(asked.words).toMatch(/3 messages, \d+ octets, définitif/)
    expect(plain(asked.$('.subjects').text())).toBe('trois deux un')
    expect(subjectsOf(await asked.follow('Ne rien supprimer'))).toHaveLength(3)
    await mail.append(folder, { raw: raw('arrivé depuis') })
    const done = await asked.press('Supprimer définitivement')

    expect(said(done)).toBe(`Dossier « ${folder} » vidé : 3 messages supprimés définitivement.`)
    expect(subjectsOf(done)).toEqual(['arrivé depuis'])
  })

  it('takes along the folders that were thrown away, once it has named them', async () => {
    const { browser, mail, user } = await withMail(['un'], 'Corbeille')
    await mail.append('Corbeille/Vieux', { raw: raw('vieux') })
    await mail.append('Corbeille/Vieux/Très vieux', { raw: raw('plus vieux') })
    const asked = await browser.open('/mail/Corbeille/empty')
    await mail.createFolder('Corbeille/Jeté depuis')

    const done = await asked.press('Supprimer définitivement')

    expect(asked.words).toContain('3 messages')
    expect(asked.words).toContain('Vieux, 1 message Très vieux, 1 message')
    expect(said(done)).toBe('Dossier « Corbeille » vidé : 3 messages et 2 dossiers supprimés définitivement.')
    expect(await foldersInBin(user)).toEqual(['Corbeille/Jeté depuis'])
  })

  it('says what became of folders that held no message', async () => {
    const { browser, mail, user } = await withMail([])
    for (const name of ['Vieux', 'Autre', 'Sorties']) await mail.createFolder(`Corbeille/${name}`)
    const done = await (await browser.open('/mail/Corbeille/empty')).press('Supprimer définitivement')

    expect(said(done)).toBe('Dossier « Corbeille » vidé : 3 dossiers supprimés définitivement.')
    expect(await foldersInBin(user)).toEqual([])
  })

  it('spares what came into a folder it named, and the folders that hold it', async () => {
    const { browser, mail, user } = await withMail(['un'], 'Corbeille')
    await mail.append('Corbeille/Vieux', { raw: raw('vieux') })
    await mail.append('Corbeille/Autre', { raw: raw('autre') })
    const asked = await browser.open('/mail/Corbeille/empty')
    await mail.append('Corbeille/Vieux', { raw: raw('arrivé depuis') })
    await mail.append('Corbeille/Vieux/Plus tard', { raw: raw('jamais nommé') })

    const done = await asked.press('Supprimer définitivement')

    expect(said(done)).toBe('Dossier « Corbeille » vidé : 3 messages et 1 dossier supprimés définitivement.')
    expect(done.words).toContain('Une partie seulement a pu être faite')
    expect(await foldersInBin(user)).toEqual(['Corbeille/Vieux', 'Corbeille/Vieux/Plus tard'])
    expect(subjectsOf(await browser.open('/mail/Corbeille%2FVieux'))).toEqual(['arrivé depuis'])
  })

  it('spares another folder that has taken the name of one it named', async () => {
    const { browser, mail, user } = await withMail([])
    await mail.append('Corbeille/Sorties', { raw: raw('ancien') })
    const asked = await browser.open('/mail/Corbeille/empty')
    await lab().asUser(user, (imap) => imap.mailboxDelete('Corbeille/Sorties'))
    await mail.append('Corbeille/Sorties', { raw: raw('nouveau') })

    const done = await asked.press('Supprimer définitivement')

    expect(said(done)).toBe('Rien n’a changé : ces messages ne sont plus dans ce dossier.')
    expect(subjectsOf(await browser.open('/mail/Corbeille%2FSorties'))).toEqual(['nouveau'])
  })

  it('is not for folders people keep things in, whatever a form names', async () => {
    const { browser, mail } = await withMail(['gardé'])
    await mail.append('4e B', { raw: raw('aussi') })
    await mail.append('Corbeille', { raw: raw('jeté') })
    const asked = await browser.open('/mail/Corbeille/empty')
    const inbox = (await browser.open('/mail/INBOX/all')).$('input[name=frozen]').attr('value') ?? ''
    const token = asked.$('input[name=_csrf]').attr('value') ?? ''

    expect((await browser.open('/mail/INBOX')).words).not.toContain('Vider')
    expect((await browser.open('/mail/INBOX/empty')).url).toBe('/mail/INBOX')
    await browser.agent
      .post('/mail/Corbeille/empty')
      .type('form')
      .send({ _csrf: token, frozen: inbox, inside: '4e B', 'do-empty': 'x' })
      .expect(303)
    await browser.agent
      .post('/mail/INBOX/empty')
      .type('form')
      .send({ _csrf: token, frozen: inbox, 'do-empty': 'x' })
      .expect(303)

    expect(subjectsOf(await browser.open('/mail/INBOX'))).toEqual(['gardé'])
    expect(subjectsOf(await browser.open('/mail/4e%20B'))).toEqual(['aussi'])
    expect(subjectsOf(await browser.open('/mail/Corbeille'))).toEqual(['jeté'])
  })

  it('says so when it was empty already', async () => {
    const { browser } = await withMail(['un'], 'Corbeille')
    const asked = await browser.open('/mail/Corbeille/empty')
    await asked.press('Supprimer définitivement')

    expect(said(await asked.press('Supprimer définitivement'))).toBe('Le dossier « Corbeille » était déjà vide.')
    expect((await browser.open('/mail/Corbeille')).words).not.toContain('Vider')
  })

  it.each(['Corbeille', 'Indésirables'])('offers nothing to remove where %s holds nothing', async (folder) => {
    const { browser } = await withMail([])
    const list = await browser.open(`/mail/${encodeURIComponent(folder)}`)
    const emptying = await browser.open(`/mail/${encodeURIComponent(folder)}/empty`)
    const whole = await browser.open(`/mail/${encodeURIComponent(folder)}/all?only=unread&final=true`)

    expect(list.words).not.toContain('Vider')
    expect(plain(list.$('main a').text())).toBe('Actualiser')
    expect(emptying.url).toBe(`/mail/${encodeURIComponent(folder)}`)
    expect(whole.words).toContain('Il n’y a plus de message à choisir ici')
    expect(whole.$('main input')).toHaveLength(0)
  })

  it('removes for ever what a filter lets through, asked first', async () => {
    const site = await withMail(['neuf 1', 'neuf 2'], 'Corbeille')
    await site.mail.append('Corbeille', { raw: raw('lu'), flags: ['\\Seen'] })
    await prefer(site, { rowsPerPage: 10 })
    const whole = await site.browser.open('/mail/Corbeille/all?only=unread')
    expect(whole.$('input[name=do-remove]')).toHaveLength(0)

    const asked = await whole.follow('Supprimer définitivement')
    expect(asked.words).toContain('Supprimer définitivement ces 2 messages ?')
    expect(asked.words).toContain('définitif')
    const done = await asked.press('Supprimer définitivement')

    expect(said(done)).toBe('2 messages supprimés définitivement.')
    expect(subjectsOf(await site.browser.open('/mail/Corbeille'))).toEqual(['lu'])
  })
})
