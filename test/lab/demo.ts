/** `npm run demo`: mail servers, mailboxes to look at and the application, until Ctrl+C. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { startApplication, waitUntilReady, type DemoApplication } from './demo-application.ts'
import { openDemoFolder } from './demo-folder.ts'
import { startLab, type Lab } from './index.ts'
import { accounts, sharedPassword } from './seed/accounts.ts'
import { seedDemo } from './seed/index.ts'

const port = Number(process.env.PORT ?? 8080)
const say = (text: string): boolean => process.stdout.write(`${text}\n`)

let lab: Lab | undefined
let application: DemoApplication | undefined
let ending: Promise<never> | undefined

process.on('SIGINT', () => void end(0))
process.on('SIGTERM', () => void end(0))

async function end(status: number): Promise<never> {
  ending ??= (async () => {
    await application?.stop()
    await lab?.stop()
    process.exit(status)
  })()
  return ending
}

async function portIsFree(): Promise<boolean> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}

function welcome(address: string): string {
  const rows = accounts.map(
    ({ login, addresses: [address = ''], shows }) => `  ${login.padEnd(10)} ${address.padEnd(30)} ${shows}`,
  )
  return [
    '',
    `Traboule est prêt : ${address}`,
    '',
    `Mot de passe de tous les comptes : ${sharedPassword}`,
    ...rows,
    '',
    'Ctrl+C pour arrêter.',
  ].join('\n')
}

async function demo(): Promise<void> {
  if (!(await portIsFree())) {
    say(`Le port ${port} est déjà utilisé : choisissez-en un autre, par exemple PORT=${port + 1} npm run demo.`)
    process.exitCode = 1
    return
  }
  const place = await openDemoFolder()
  lab = await startLab({ folder: `${place.folder}/lab` })
  if (place.fresh) {
    say('Première fois : les boîtes se remplissent, quelques secondes…')
    await seedDemo(lab, new Date())
    await place.seeded()
  }
  application = startApplication(lab, place, port)
  const lastLines = await Promise.race([application.died, waitUntilReady(application.address)])
  if (lastLines === undefined) say(welcome(application.address))
  const last = lastLines ?? (await application.died)
  if (!ending) say(`L’application s’est arrêtée :\n${last}`)
  await end(1)
}

try {
  await demo()
} catch (error) {
  if (ending) await ending
  say(`La démonstration n’a pas pu démarrer : ${error instanceof Error ? error.message : String(error)}`)
  await end(1)
}
