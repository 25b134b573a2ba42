import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { temporaryFolder } from '../support/store.ts'

/** A special key, and as often as it is struck. */
export const strike = (name: string, times = 1): string[] => Array.from({ length: times }, () => name)

/** Keys by the names lynx gives them. */
export const [tab, back, enter] = ['<tab>', 'Back Tab', '^J'] as const

/** Has the whole screen written once more: lynx writes only what changed on it. */
export const look = '^L'

/** Strikes words byte by byte: a terminal has no other letters. */
export const type = (words: string): string[] =>
  Array.from(Buffer.from(words), (byte) =>
    byte === 0x20 ? '<space>' : byte < 0x80 ? String.fromCharCode(byte) : `0x${byte.toString(16)}`,
  )

/** Goes to the next link or submit whose words contain these. */
export const find = (words: string): string[] => [...type(`/${words}`), enter]

/** Goes there, and follows it. */
export const follow = (words: string): string[] => [...find(words), enter]

/** Opens a select, takes its last option, and goes on to what follows. */
export const chooseLast = [enter, 'Page Down', enter, tab]

const settingsOfLynx = `INCLUDE:/etc/lynx/lynx.cfg
PREFERRED_LANGUAGE:fr
ACCEPT_ALL_COOKIES:TRUE
INFOSECS:0
MESSAGESECS:0
ALERTSECS:0
`

/** Runs lynx on a terminal of its own, a hand on its keyboard, and gives all that it wrote there. */
export async function typeIntoLynx(address: string, keys: string[]): Promise<string> {
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
