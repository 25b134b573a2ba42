import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { userInfo } from 'node:os'
import path from 'node:path'

const project = path.join(import.meta.dirname, '../..')
const seedCode = path.join(import.meta.dirname, 'seed')

export interface DemoFolder {
  folder: string
  /** Whether the mailboxes still have to be filled. */
  fresh: boolean
  secrets: { sessionSecret: string; contentKeys: string }
  /** Notes that the mailboxes are filled, by this version of the seed. */
  seeded(): Promise<void>
}

/** `.lab/demo`, kept from one start to the next, and emptied when the seed has changed or was never finished. */
export async function openDemoFolder(): Promise<DemoFolder> {
  const folder = reachable(path.join(project, '.lab/demo'))
  const stamp = path.join(folder, 'seeded')
  const version = seedVersion()
  const fresh = !existsSync(stamp) || readFileSync(stamp, 'utf8') !== version
  const old = `${folder}-old`
  if (fresh) await putAside(folder, old)
  await mkdir(folder, { recursive: true })
  const seeded = async (): Promise<void> => {
    writeFileSync(stamp, version)
    await rm(old, { recursive: true, force: true })
  }
  return { folder, fresh, secrets: keepSecrets(folder), seeded }
}

/** Not removed at once: ext4 takes ten times as long to make many files just after many were removed. */
async function putAside(folder: string, old: string): Promise<void> {
  if (!existsSync(folder)) return
  await rm(old, { recursive: true, force: true })
  await rename(folder, old)
}

/** Root's mail belongs to nobody (see dovecot-config.ts), who cannot enter a private home such as /root. */
function reachable(folder: string): string {
  if (userInfo().uid !== 0 || isOpenToAll(project)) return folder
  return `/var/tmp/traboule-demo-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`
}

function isOpenToAll(folder: string): boolean {
  const open = (statSync(folder).mode & 0o001) !== 0
  return open && (folder === path.dirname(folder) || isOpenToAll(path.dirname(folder)))
}

function seedVersion(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(seedCode).sort()) hash.update(readFileSync(path.join(seedCode, name)))
  return hash.digest('hex')
}

function keepSecrets(folder: string): DemoFolder['secrets'] {
  const file = path.join(folder, 'secrets.json')
  if (!existsSync(file)) {
    const secrets = {
      sessionSecret: randomBytes(32).toString('base64url'),
      contentKeys: `1:${randomBytes(32).toString('base64')}`,
    }
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, 'utf8')) as DemoFolder['secrets']
}
