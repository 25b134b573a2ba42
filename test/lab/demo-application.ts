import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { DemoFolder } from './demo-folder.ts'
import { asStarted, environmentOf } from './environment.ts'
import { startGuarded, type Guarded } from './guard.ts'
import type { Lab } from './index.ts'

export interface DemoApplication {
  address: string
  /** Resolves with its last lines when the application has ended. */
  died: Promise<string>
  stop(): Promise<void>
}

/** Starts the application in front of the lab, as an operator would: by its environment. */
export function startApplication(lab: Lab, { folder, secrets }: DemoFolder, port: number): DemoApplication {
  const guarded = startGuarded([process.execPath, ...asStarted.arguments], {
    cwd: path.join(import.meta.dirname, '../..'),
    env: {
      ...process.env,
      ...asStarted.environment,
      ...environmentOf(lab),
      ...keysOf(secrets),
      SEND_DELAY_S: '10',
      QUIET_HOURS: process.env['QUIET_HOURS'] ?? '',
      SUBMIT_URL: lab.submitUrl,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: path.join(folder, 'application'),
    },
  })
  const lastLines = keepLog(guarded.process, path.join(folder, 'traboule.log'))
  return {
    address: `http://127.0.0.1:${port}`,
    died: once(guarded.process, 'exit').then(lastLines),
    stop: () => guarded.stop(),
  }
}

const keysOf = ({ sessionSecret, contentKeys }: DemoFolder['secrets']) => ({
  SESSION_SECRET: sessionSecret,
  CONTENT_KEYS: contentKeys,
})

function keepLog(child: Guarded['process'], file: string): () => string {
  const log = createWriteStream(file)
  let tail = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
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
