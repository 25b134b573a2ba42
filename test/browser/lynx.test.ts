import type { LabUser } from '../lab/index.ts'
import { plain } from '../support/browser.ts'
import { eventually } from '../support/compose.ts'
import { lab } from '../support/lab.ts'
import { application } from '../support/webmail.ts'
import { listen } from './chromium.ts'
import { back, chooseLast, enter, find, follow, look, strike, tab, type, typeIntoLynx } from './lynx.ts'

const signIn = ({ login, password }: LabUser): string[] => [
  ...[tab, ...type(login), tab, ...type(password)],
  ...[...strike(tab, 3), enter], // past « Poste partagé » and « Mon appareil »
]
/** What is struck into the search at the head of a page. */
const search = (words: string): string[] => [...find('Traboule'), tab, ...type(words), tab, enter]
/** To the first control of a preference: past the folders, and the way back. */
const firstChoice = [...find('Refermer'), tab, tab]
const leave = ['q', 'y']

/** Sits down as `user`; what lynx wrote comes back without what moves its cursor. */
async function sit(user: LabUser, keys: string[]): Promise<string> {
  const { app } = await application()
  const { origin, close } = await listen(app)
  const screen = await typeIntoLynx(origin, [...signIn(user), ...keys, ...leave])
  await close()
  // eslint-disable-next-line no-control-regex -- a terminal's own orders begin with this character
  return plain(screen.replaceAll(/\u001b(\[[\d;?]*[A-Za-z]|[()][A-Z\d])/g, ' '))
}

const inboxOf = (user: { login: string; password: string }) =>
  lab().asUser(user, async (imap) => {
    await imap.mailboxOpen('INBOX')
    return imap.fetchAll('1:*', { flags: true, source: true })
  })

it('the main job is done in a text browser, by keyboard alone', async () => {
  const [marie, karim] = await Promise.all([lab().addUser(), lab().addUser()])
  await lab().deliver(marie.login, { from: karim.address, subject: 'Sortie au cinéma', text: 'Le car part tôt.' })

  const screen = await sit(marie, [
    ...follow('Sortie'),
    look,
    ...follow('Nouveau'),
    ...[...find('____'), ...type(karim.address)], // to the first field that is empty
    ...[...strike(tab, 6), ...type('Bonjour de lynx')], // past the copies, the reply address, the importance and the receipt
    ...[tab, ...type('Tout à la main.')],
    ...[...strike(tab, 3), enter], // « Envoyer », past the file and « Joindre »
    ...follow('Se d'),
  ])

  expect(screen).toContain('Le car part tôt.')
  expect(screen).toContain('Vous êtes déconnecté.')
  const [read] = await inboxOf(marie)
  expect([...(read?.flags ?? [])]).toContain('\\Seen')
  const arrived = await eventually(async () => (await inboxOf(karim)).at(0)?.source?.toString())
  expect(arrived).toContain('Subject: Bonjour de lynx')
  expect(arrived).toContain('Tout =C3=A0 la main.')
})

it('folders with accents are made in a text browser, and all that was found goes there', async () => {
  const user = await lab().addUser()
  for (const subject of ['Sortie au cinema', 'Autorisation de sortie', 'Reunion']) {
    await lab().deliver(user.login, { subject, text: 'Bonjour.' })
  }

  const screen = await sit(user, [
    ...follow('rer les dossiers'),
    ...[...follow('Nouveau dossier'), ...find('Annuler'), ...strike(back, 3)],
    ...[...type('Élèves & parents'), ...strike(tab, 2), enter],
    ...[...follow('Nouveau dossier'), ...find('Annuler'), ...strike(back, 3)],
    ...[...type('Château à vélo'), tab, ...chooseLast, enter],
    ...search('sortie'),
    ...follow('Agir sur tous'),
    ...[...find('placer'), back, ...chooseLast, enter, look],
  ])

  expect(screen).toContain('2 messages déplacés vers « Château à vélo ».')
  const folder = 'Élèves & parents/Château à vélo'
  const moved = await lab().asUser(user, (imap) => imap.status(folder, { messages: true }))
  expect(moved).toMatchObject({ messages: 2 })
})

it('one word of 2019 is found, and theme, length of pages and identity are changed, in a text browser', async () => {
  const user = await lab().addUser({ addresses: ['marie@ac-lyon.example', 'maths@ac-lyon.example'], name: 'Marie' })
  for (let day = 1; day <= 12; day++) await lab().deliver(user.login, { subject: `Jour ${day}`, text: 'Un kayak.' })
  const old = { raw: 'Subject: Souvenir\r\n\r\nLe kayak de Miribel.\r\n', date: new Date('2019-05-14T08:00:00Z') }
  await lab().append(user, 'INBOX', old)

  const screen = await sit(user, [
    ...[...search('kayak avant:2020'), look, ...follow('Souvenir'), look],
    ...[...follow('rences'), ...follow('Affichage'), ...firstChoice, ...strike(tab, 2), enter],
    ...[...follow('Enregistrer'), ...follow('rences'), look],
    ...[...follow('Lecture'), ...firstChoice, enter],
    ...[...follow('Enregistrer'), ...follow('rences'), look],
    ...[...follow('Identit'), ...follow('Nouvelle identit'), ...firstChoice, tab],
    ...['^U', ...type('Maths 6e'), tab, ...chooseLast, tab, tab, enter, look],
    ...[...follow('Traboule'), look],
  ])

  expect(screen).toContain('1 message trouvé')
  expect(screen).toContain('Le kayak de Miribel.')
  expect(screen).toContain('Sombre · Texte normal')
  expect(screen).toContain('10 par page · ')
  expect(screen).toContain('Maths 6e <maths@ac-lyon.example>')
  expect(screen).toContain('Boîte de réception (12 non lus), page 1 sur 2')
})

it('a letter is scheduled in a text browser, at an hour typed in French, and taken back', async () => {
  const user = await lab().addUser()
  const day = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris' }).format(Date.now() + 10 * 86_400_000)

  const screen = await sit(user, [
    ...follow('Nouveau'),
    ...[...find('____'), ...type('lea@b.example')],
    ...[...strike(back, 4), enter], // « Envoyer plus tard… », before the two ways out of the session
    ...[...find('____'), ...type(day), tab, '^U', ...type('9 h 30'), tab, enter, look],
    ...[...follow('Annuler l'), look],
  ])

  expect(screen).toMatch(/Votre message partira à votre prochaine connexion à partir du .+ 9 h 30\./)
  expect(screen).toContain('L’envoi est annulé : votre message n’est pas parti.')
})
