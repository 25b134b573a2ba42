import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { eventually } from '../support/compose.ts'
import { lab } from '../support/lab.ts'
import { temporaryFolder } from '../support/store.ts'
import { application } from '../support/webmail.ts'
import { listen } from './chromium.ts'

/** A special key, and as often as it is struck. */
const strike = (name: string, times = 1): string[] => Array.from({ length: times }, () => name)
const [tab, enter] = ['<tab>', '^J']
const type = (words: string): string[] => Array.from(words, (character) => (character === ' ' ? '<space>' : character))
/** Goes to the link or submit whose words begin so, and follows it. */
const follow = (words: string): string[] => [...type(`/${words}`), enter, enter]

const settingsOfLynx = `INCLUDE:/etc/lynx/lynx.cfg
PREFERRED_LANGUAGE:fr
ACCEPT_ALL_COOKIES:TRUE
INFOSECS:0
MESSAGESECS:0
ALERTSECS:0
`

/** Runs lynx on a terminal of its own, a hand on its keyboard, and gives all that it wrote there. */
async function typeIntoLynx(address: string, keys: string[]): Promise<string> {
  const folder = await temporaryFolder()
  const [keyboard, settings] = [path.join(folder, 'keyboard'), path.join(folder, 'lynx.cfg')]
  await writeFile(keyboard, keys.map((key) => `key ${key}\n`).join(''))
  await writeFile(settings, settingsOfLynx)

  const lynx = `lynx -cfg=${settings} -display_charset=utf-8 -cmd_script=${keyboard} ${address}`
  const terminal = spawn('script', ['-qec', `stty cols 100 rows 90; ${lynx}`, '/dev/null'], {
    env: { ...process.env, TERM: 'xterm', LANG: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let screen = ''
  terminal.stdout.setEncoding('utf8').on('data', (written: string) => (screen += written))
  await new Promise((resolve) => terminal.on('close', resolve))
  return screen
}

const inboxOf = (user: { login: string; password: string }) =>
  lab().asUser(user, async (imap) => {
    await imap.mailboxOpen('INBOX')
    return imap.fetchAll('1:*', { flags: true, source: true })
  })

it('the main job is done in a text browser, by keyboard alone', async () => {
  const [{ app }, marie, karim] = await Promise.all([application(), lab().addUser(), lab().addUser()])
  await lab().deliver(marie.login, { from: karim.address, subject: 'Sortie au cinema', text: 'Le car part tot.' })
  const { origin, close } = await listen(app)

  const screen = await typeIntoLynx(origin, [
    ...[tab, ...type(marie.login), tab, ...type(marie.password)],
    ...[...strike(tab, 3), enter], // past « Poste partagé » and « Mon appareil »
    ...follow('Sortie'),
    ...follow('Nouveau'),
    ...[...strike(tab, 7), ...type(karim.address)], // past the skip link and the submits above the letter
    ...[...strike(tab, 6), ...type('Bonjour de lynx')], // past the copies, the reply address, the importance and the receipt
    ...[tab, ...type('Tout au clavier.')],
    ...[...strike(tab, 3), enter], // « Envoyer », past the file and « Joindre »
    ...follow('Se d'),
    ...['q', 'y'],
  ])
  await close()

  expect(screen).toContain('Le car part tot.')
  expect(screen).toContain('Vous êtes déconnecté.')
  const [read] = await inboxOf(marie)
  expect([...(read?.flags ?? [])]).toContain('\\Seen')
  const arrived = await eventually(async () => (await inboxOf(karim)).at(0)?.source?.toString())
  expect(arrived).toContain('Subject: Bonjour de lynx')
  expect(arrived).toContain('Tout au clavier.')
})
