import { paths } from '../../../src/http/paths.ts'
import { plain, type Browser, type Visit } from '../../support/browser.ts'
import { lab } from '../../support/lab.ts'
import { type Application, webmail, type Webmail } from '../../support/webmail.ts'

/** Chooses one of several, as a test wants it: by hand, or at random. */
export type Choose = <T>(from: readonly T[]) => T

export const said = ({ $ }: Visit): string => plain($('#dit').text())

/** The row of the history that a page tells of; undefined where nothing was done. */
export const saidId = ({ url }: Visit): string | undefined =>
  new URL(url, 'http://here').searchParams.get('said') ?? undefined

/** Presses the submit of the history page that undoes this deed. */
export async function undo(browser: Browser, id: string): Promise<Visit> {
  const { $ } = await browser.open('/history')
  const form = $(`form[action="${paths.undo(id)}"]`)
  const csrf = form.find('input[name=_csrf]').attr('value')
  if (csrf === undefined) throw new Error(`Nothing undoes ${id}`)
  const answer = await browser.agent.post(paths.undo(id)).type('form').send({ _csrf: csrf, from: '/history' })
  return browser.open(String(answer.headers['location']))
}

const raw = (subject: string) =>
  [
    'From: Zoé <zoe@lyon.example>',
    `Subject: ${subject}`,
    `Message-ID: <${subject.replaceAll(' ', '-')}@lyon.example>`,
    '',
    `Bonjour, ${subject}.`,
    '',
  ].join('\r\n')

const flagsOf = (index: number): string[] =>
  [index % 2 === 0 && '\\Seen', index % 3 === 0 && '\\Flagged', index % 4 === 1 && '$label2', index === 5 && '$NotJunk']
    .map((flag) => flag || '')
    .filter(Boolean)

const folders = ['INBOX', 'École', 'École/Sorties', 'Archives', 'Indésirables', 'Corbeille', 'Voyages']

/** A mailbox with something of everything, a draft of ours among it. */
export async function livedIn(at: Application): Promise<Webmail> {
  const site = await webmail({ at })
  const { browser, user } = site
  await lab().asUser(user, async (imap) => {
    for (const folder of ['École', 'École/Sorties', 'École/Vide', 'Voyages']) {
      await imap.mailboxCreate(folder)
      await imap.mailboxSubscribe(folder)
    }
    for (const [index, folder] of [...folders, ...folders, 'INBOX', 'INBOX'].entries())
      await imap.append(folder, raw(`Lettre ${String(index)}`), flagsOf(index), dateOf(index))
  })
  const fresh = await browser.open('/compose')
  await fresh.press('Enregistrer et fermer', { to: 'zoe@lyon.example', subject: 'Projet', body: 'À relire.' })
  return site
}

const dateOf = (index: number): Date => new Date(Date.UTC(2026, 8, 1 + index, 8, index))

/** Every page on which something can be done to ticked messages. */
async function listWith(browser: Browser, choose: Choose): Promise<{ list: Visit; uid: string[] } | undefined> {
  const links = (await browser.open('/mail/INBOX')).$
  const hrefs = links('nav#dossiers a[href^="/mail/"]')
    .toArray()
    .map((link) => links(link).attr('href') ?? '')
  const list = await browser.open(choose(hrefs))
  const uids = list
    .$('input[name=uid]')
    .toArray()
    .map((box) => list.$(box).attr('value') ?? '')
  const [first] = uids
  if (first === undefined) return undefined
  const count = choose([1, 2, uids.length])
  const one = uids.indexOf(choose(uids))
  return { list, uid: uids.slice(one, one + count) }
}

/** Does something to some messages of some folder; undefined where that folder offers no such thing. */
const onMessages =
  (submit: string, place?: 'to1' | 'label1') =>
  async ({ browser }: Webmail, choose: Choose): Promise<Visit | undefined> => {
    const found = await listWith(browser, choose)
    if (!found || found.list.$(`input[name="do-${submit}"]`).length === 0) return undefined
    const { list, uid } = found
    const options = list
      .$(`select[name=${String(place)}] option`)
      .toArray()
      .map((option) => list.$(option).attr('value') ?? '')
      .filter(Boolean)
    return list.press(`do-${submit}`, { uid, ...(place && { [place]: choose(options) }) })
  }

/** Folders that may be changed, as « Gérer les dossiers » links to them. */
async function changeable(browser: Browser): Promise<string[]> {
  const { $ } = await browser.open('/folders')
  const own = $('main th a')
    .toArray()
    .map((link) => $(link).attr('href') ?? '')
  const special = ['INBOX', 'Brouillons', 'Envoyés', 'Archives', 'Indésirables', 'Corbeille']
  return own.filter((href) => !special.includes(new URL(href, 'http://here').searchParams.get('folder') ?? ''))
}

const onFolder =
  (submit: string, fields: (page: Visit, choose: Choose) => Record<string, string> = () => ({})) =>
  async ({ browser }: Webmail, choose: Choose): Promise<Visit | undefined> => {
    const hrefs = await changeable(browser)
    if (hrefs.length === 0) return undefined
    const page = await browser.open(choose(hrefs))
    if (page.$(`input[name="${submit}"]`).length === 0) return undefined
    return page.press(submit, fields(page, choose))
  }

const holders = ({ $ }: Visit): string[] =>
  $('select[name=inside] option')
    .toArray()
    .map((option) => $(option).attr('value') ?? '')

const wholeFolder = async ({ browser }: Webmail, choose: Choose): Promise<Visit | undefined> => {
  const page = await browser.open(`/mail/${encodeURIComponent(choose(folders))}/all`)
  const submit = choose(['do-read', 'do-unread', 'do-archive', 'do-follow'])
  return page.$(`input[name="${submit}"]`).length > 0 ? page.press(submit) : undefined
}

const wholeSearch = async ({ browser }: Webmail, choose: Choose): Promise<Visit | undefined> => {
  const found = await browser.open(`/search?q=${encodeURIComponent(choose(['lettre', 'objet:lettre non:lu']))}`)
  const uid = found
    .$('input[name=uid]')
    .toArray()
    .map((box) => found.$(box).attr('value') ?? '')
  const submit = choose(['do-read', 'do-unfollow', 'do-archive', 'do-delete'])
  if (uid.length === 0 || found.$(`input[name="${submit}"]`).length === 0) return undefined
  return found.press(submit, { uid })
}

/** Ours only: another program's letter that was moved among drafts becomes one of ours as it is saved, which is writing. */
const discard = async ({ browser }: Webmail): Promise<Visit | undefined> => {
  const list = await browser.open('/mail/Brouillons')
  const link = list.$('.what a:contains("Projet")').first().attr('href')
  if (link === undefined) return undefined
  const letter = await browser.open(link)
  if (letter.$('input[name="do-discard"]').length === 0) return undefined
  return (await letter.press('do-discard')).press('do-discard')
}

const setting = async ({ browser }: Webmail, choose: Choose): Promise<Visit> =>
  (await browser.open('/settings/display')).press('Enregistrer', { theme: choose(['light', 'dark', 'contrast']) })

/** Whatever can be done in the pages and undone, by the words of this test. */
export const deeds: Record<string, (site: Webmail, choose: Choose) => Promise<Visit | undefined>> = {
  archive: onMessages('archive'),
  delete: onMessages('delete'),
  junk: onMessages('junk'),
  unjunk: onMessages('unjunk'),
  read: onMessages('read'),
  unread: onMessages('unread'),
  follow: onMessages('follow'),
  unfollow: onMessages('unfollow'),
  move: onMessages('move1', 'to1'),
  copy: onMessages('copy1', 'to1'),
  label: onMessages('label1', 'label1'),
  unlabel: onMessages('unlabel1', 'label1'),
  'a whole folder': wholeFolder,
  'a whole search': wholeSearch,
  'make a folder': async ({ browser }, choose) => {
    const page = await browser.open('/folders/new')
    const name = `Neuf ${String(choose([1, 2, 3, 4, 5, 6, 7, 8, 9]))}`
    return page.press('Créer le dossier', { name, inside: choose(holders(page)) })
  },
  'rename a folder': onFolder('do-save', (_page, choose) => ({ name: choose(['Été', 'Chorale', 'Théâtre']) })),
  'move a folder': onFolder('do-save', (page, choose) => ({ inside: choose(holders(page)) })),
  'hide a folder': onFolder('do-hide'),
  'show a folder': onFolder('do-show'),
  'delete a folder': onFolder('do-delete'),
  'throw a draft away': discard,
  'change a setting': setting,
}
