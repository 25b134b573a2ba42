import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { dovecotConfig, mailOwner, type DovecotPlan } from './dovecot-config.ts'
import { greets } from './greeting.ts'
import { startGuarded, type Guarded } from './guard.ts'

const patience = 15_000

/** Starts Dovecot in the foreground and waits for its greeting. Rejects with its own words when it does not come up. */
export async function startDovecot(plan: DovecotPlan): Promise<Guarded> {
  const { uid, gid } = mailOwner()
  // Whatever the umask: the mail's owner is not always ours.
  await chmod(plan.folder, 0o755)
  for (const part of ['mail', 'home']) {
    const place = path.join(plan.folder, part)
    await mkdir(place, { recursive: true })
    await chown(place, uid, gid)
  }
  for (const part of ['run', 'state']) await mkdir(path.join(plan.runFolder, part), { recursive: true })
  const config = path.join(plan.runFolder, 'dovecot.conf')
  await writeFile(config, dovecotConfig(plan))

  const guarded = startGuarded(['/usr/sbin/dovecot', '-F', '-c', config], {
    folder: plan.runFolder,
    env: { PATH: '/usr/bin:/bin' },
  })
  try {
    await waitForGreeting(guarded.process, plan)
    return guarded
  } catch (error) {
    await guarded.stop()
    throw error
  }
}

async function waitForGreeting(guard: Guarded['process'], { ports, runFolder }: DovecotPlan): Promise<void> {
  let complaint = ''
  guard.stdout.resume()
  guard.stderr.on('data', (chunk) => (complaint += String(chunk)))
  const limit = Date.now() + patience
  while (!(await greets(ports.imap))) {
    if (guard.exitCode === null && Date.now() < limit) {
      await pause(10)
      continue
    }
    const log = await readFile(path.join(runFolder, 'dovecot.log'), 'utf8').catch(() => '')
    throw new Error(`Dovecot did not start: ${complaint}${log.slice(-2000)}`)
  }
}
