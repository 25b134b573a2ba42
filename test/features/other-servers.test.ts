import type { Address } from '../lab/places.ts'
import { toolsFor } from '../lab/tools.ts'
import { startPoorerServer } from '../mail/imap/rewriting-proxy.ts'
import { plain, type Browser, type Visit } from '../support/browser.ts'
import { lab } from '../support/lab.ts'
import { otherServers } from '../support/other-servers.ts'
import { application, signIn } from '../support/webmail.ts'

interface Running {
  address: Address
  /** Where other programs reach it. */
  theirs?: Address
  stop: () => Promise<void>
}

const letter = (subject: string) =>
  [
    'From: Parent <parent@famille.example>',
    'To: classe@ac-lyon.example',
    `Subject: ${subject}`,
    'Message-ID: <etude@famille.example>',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'À quelle heure finit l’étude ?',
    '',
  ].join('\r\n')

const said = ({ $ }: Visit) => plain($('#dit').text())

const subjectsOf = ({ $ }: Visit) =>
  $('.what a')
    .toArray()
    .map((link) => plain($(link).text()))

/** Somebody before the pages in front of this server, with these letters in the inbox. */
async function atWork({ address, theirs = address }: Running, subjects: string[]) {
  const user = await lab().addUser()
  const tools = toolsFor({ ...lab(), imap: theirs })
  for (const subject of subjects) await tools.append(user, 'INBOX', { raw: letter(subject) })
  const { app } = await application({ IMAP_HOST: address.host, IMAP_PORT: String(address.port) })
  return { user, ...(await signIn(app, user)) }
}

/** The folder of this name, as the links beside a list lead to it, the count after it left out. */
async function folder(browser: Browser, name: string): Promise<Visit> {
  const { $ } = await browser.open('/mail/INBOX')
  const links = $('nav a').filter((_at, link) => plain($(link).text()).replace(/ \d.*/, '') === name)
  return browser.open(links.attr('href') ?? `no folder ${name}`)
}

/** The page where the folder of this name is changed. */
async function managed(browser: Browser, name: string): Promise<Visit> {
  const { $ } = await browser.open('/folders')
  const links = $('main th a').filter((_at, link) => plain($(link).text()) === name)
  return browser.open(links.attr('href') ?? `no folder ${name}`)
}

describe.each(otherServers)('the pages in front of $name', ({ start }) => {
  let server: Running
  beforeAll(async () => {
    server = await start()
  })
  afterAll(() => server.stop())

  it('open a letter, answer it, and file the answer and the letter', async () => {
    const { browser, inbox, user } = await atWork(server, ['Etude', 'Cantine'])
    expect(subjectsOf(inbox)).toEqual(['Cantine', 'Etude'])
    const page = await inbox.follow('Etude')
    expect(page.words).toContain('À quelle heure finit l’étude ?')

    const back = await (await page.follow('Répondre')).press('Envoyer', { body: 'À 18 heures.' })
    expect(said(back)).toBe('Message envoyé.')
    const sent = await folder(browser, 'Envoyés')
    expect(subjectsOf(sent)).toEqual(['Re: Etude'])
    const outgoing = await lab().outgoing()
    expect(outgoing.filter(({ from }) => from === user.address)).toMatchObject([{ to: ['parent@famille.example'] }])

    const answered = await (await browser.open('/mail/INBOX')).follow('Etude')
    expect(answered.words).toContain('Répondu')
    const filed = await answered.press('Archiver')
    expect(said(filed)).toBe('1 message archivé dans « Archives ».')
    expect(subjectsOf(filed)).toEqual(['Cantine'])
    expect(subjectsOf(await folder(browser, 'Archives'))).toEqual(['Etude'])
  })

  it('delete a letter, and empty the bin for ever', async () => {
    const { browser, inbox } = await atWork(server, ['Etude', 'Cantine'])
    const deleted = await (await inbox.follow('Etude')).press('Supprimer')
    expect(said(deleted)).toBe('1 message mis à la corbeille.')
    expect(subjectsOf(deleted)).toEqual(['Cantine'])

    const asked = await (await folder(browser, 'Corbeille')).follow('Vider la corbeille')
    expect(asked.words).toContain('Etude')
    const emptied = await asked.press('do-empty')
    expect(said(emptied)).toBe('Dossier « Corbeille » vidé : 1 message supprimé définitivement.')
    expect(subjectsOf(emptied)).toEqual([])
  })

  it('keep a draft, and go on with it', async () => {
    const { browser, inbox } = await atWork(server, [])
    await (await inbox.follow('Nouveau message')).press('Enregistrer', { subject: 'Sortie à Pérouges' })
    const drafts = await folder(browser, 'Brouillons')
    expect(subjectsOf(drafts)).toEqual(['Sortie à Pérouges'])
    expect((await drafts.follow('Sortie à Pérouges')).$('#subject').attr('value')).toBe('Sortie à Pérouges')
  })

  it('make a folder inside another, move a letter there, rename and delete them both', async () => {
    const { browser, inbox } = await atWork(server, ['Etude'])
    await (await browser.open('/folders/new')).press('Créer le dossier', { name: 'Élèves & parents' })
    const holder = await managed(browser, 'Élèves & parents')
    const made = await (
      await holder.follow('Nouveau dossier dans celui-ci')
    ).press('Créer le dossier', { name: '6e A' })
    expect(said(made)).toBe('Dossier « 6e A » créé.')
    const page = await inbox.follow('Etude')
    const place = page.$('select[name=to1] option').filter((_at, one) => plain(page.$(one).text()).endsWith('6e A'))
    const moved = await page.press('do-move1', { to1: place.attr('value') ?? '' })
    expect(said(moved)).toBe('1 message déplacé vers « 6e A ».')
    expect(subjectsOf(await folder(browser, '6e A'))).toEqual(['Etude'])

    const renamed = await (await managed(browser, 'Élèves & parents')).press('Enregistrer', { name: 'Collège' })
    expect(said(renamed)).toBe('Dossier « Élèves & parents » renommé « Collège », avec le dossier qu’il contient.')
    const deleted = await (await managed(browser, 'Collège')).press('Mettre à la corbeille')
    expect(said(deleted)).toContain('Dossier « Collège » mis à la corbeille, avec le dossier qu’il contient.')
    expect(subjectsOf(await folder(browser, '6e A'))).toEqual(['Etude'])
  })
})

describe('the pages in front of a server that cannot remove one message alone', () => {
  let server: Running
  beforeAll(async () => {
    server = { ...(await startPoorerServer({ ' MOVE': ' XOVE', UIDPLUS: 'XIDPLUS' })), theirs: lab().imap }
  })
  afterAll(() => server.stop())

  it('say that messages are only marked, and show them so', async () => {
    const { browser, inbox } = await atWork(server, ['Etude', 'Cantine'])
    const deleted = await (await inbox.follow('Etude')).press('Supprimer')
    expect(said(deleted)).toBe('1 message mis à la corbeille.')
    expect(plain(deleted.$('ul.mail li').last().text())).toContain('Etude Supprimé')

    const asked = await (await folder(browser, 'Corbeille')).follow('Vider la corbeille')
    const marked = await asked.press('do-empty')
    expect(said(marked)).toContain('1 message marqué « Supprimé » : le serveur de messagerie ne sait pas effacer')
    expect(plain(marked.$('ul.mail li').text())).toContain('Etude Supprimé')
  })
})
