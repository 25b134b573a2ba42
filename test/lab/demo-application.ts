import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { DemoFolder } from './demo-folder.ts'
import type { Lab } from './index.ts'
import { mailDomain } from './places.ts'

export interface DemoApplication {
  address: string
  /** Resolves with its last lines if the application ends before it is asked to. */
  died: Promise<string>
  stop(): Promise<void>
}

const project = path.join(import.meta.dirname, '../..')

/** Starts the application in front of the lab, as an operator would: by its environment. */
export function startApplication(lab: Lab, { folder, secrets }: DemoFolder, port: number): DemoApplication {
  const child = spawn(process.execPath, ['src/server.ts'], {
    cwd: project,
    env: { ...process.env, ...environmentFor(lab, port), ...pathsIn(folder, lab), ...keysOf(secrets) },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A terminal's Ctrl+C reaches the demo alone, which then ends its parts in order.
    detached: true,
  })
  const lastLines = keepLog(child, path.join(folder, 'traboule.log'))
  let stopping = false
  const ended = once(child, 'exit')
  return {
    address: `http://127.0.0.1:${port}`,
    died: ended.then(() => (stopping ? new Promise<never>(() => undefined) : lastLines())),
    stop: async () => {
      stopping = true
      child.kill('SIGTERM')
      await ended
    },
  }
}

function environmentFor({ imap, smtp }: Lab, port: number) {
  return {
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: String(port),
    IMAP_HOST: imap.host,
    IMAP_PORT: String(imap.port),
    IMAP_TLS: 'none',
    SMTP_HOST: smtp.host,
    SMTP_PORT: String(smtp.port),
    SMTP_TLS: 'none',
    MAIL_DOMAIN: mailDomain,
  }
}

const pathsIn = (folder: string, { peopleFile }: Lab) => ({
  DATA_DIR: path.join(folder, 'application'),
  PEOPLE_FILE: peopleFile,
})

const keysOf = ({ sessionSecret, contentKeys }: DemoFolder['secrets']) => ({
  SESSION_SECRET: sessionSecret,
  CONTENT_KEYS: contentKeys,
})

function keepLog(child: ChildProcess, file: string): () => string {
  const log = createWriteStream(file)
  let tail = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      log.write(chunk)
      tail = (tail + chunk.toString()).slice(-4000)
    })
  }
  return () => tail.trimEnd().split('\n').slice(-15).join('\n')
}

/** Waits until /readyz says that pages can be served. */
export async function waitUntilReady(address: string): Promise<void> {
  for (;;) {
    const ready = await fetch(`${address}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return
    await pause(50)
  }
}
