import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { brotliDecompressSync } from 'node:zlib'
import { asStarted, environmentOf, passingSecrets } from '../lab/environment.ts'
import { freePorts } from '../lab/free-ports.ts'
import type { LabPlaces, LabUser } from '../lab/index.ts'

const agent = new Agent({ keepAlive: true })

export interface RunningApplication {
  port: number
  pid: number
  /** Asks it to end; its exit status. */
  stop(): Promise<number | null>
}

/** The application as a process of its own, as in service. */
export async function startApplication(
  places: LabPlaces,
  more: Record<string, string> = {},
): Promise<RunningApplication> {
  const [port = 0] = await freePorts(1)
  const child = spawn(process.execPath, asStarted.arguments, {
    cwd: path.join(import.meta.dirname, '../..'),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...asStarted.environment,
      ...environmentOf(places),
      ...passingSecrets(),
      NODE_ENV: 'production',
      PORT: String(port),
      DATA_DIR: path.join(places.folder, 'data'),
      LOG_LEVEL: 'warn',
      ...more,
    },
  })
  const limit = Date.now() + 20_000
  while ((await statusOf(port).catch(() => 0)) !== 200) {
    if (child.exitCode !== null || Date.now() > limit) throw new Error('The application did not start')
    await pause(50)
  }
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM')
      const [status] = (await once(child, 'exit')) as [number | null]
      return status
    },
  }
}

async function statusOf(port: number): Promise<number> {
  return (await fetch(`http://127.0.0.1:${String(port)}/readyz`)).status
}

export interface Reader {
  cookie: string
  /** Asks for a page over a kept line, compressed as a browser would. Gives its bytes as sent. */
  get(
    path: string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; bytes: number; etag: string; text: () => string }>
  /** Sends a form of a page, its hidden fields filled in; gives where it leads. */
  post(address: string, page: string, fields: Record<string, string | Blob>): Promise<string>
}

/** Signs in and keeps the cookies. */
export async function signInto(port: number, user: LabUser, computer: 'shared' | 'own'): Promise<Reader> {
  const origin = `http://127.0.0.1:${String(port)}`
  const page = await fetch(`${origin}/login`)
  const body = new URLSearchParams({ username: user.login, password: user.password, computer })
  for (const [name, value] of hiddenIn(await page.text())) body.append(name, value)
  const headers = { cookie: cookiesOf(page), origin }
  const entered = await fetch(`${origin}/login`, { method: 'POST', body, redirect: 'manual', headers })
  const cookie = cookiesOf(entered)
  if (entered.status !== 303) throw new Error(`Signing in gave ${String(entered.status)}`)
  return {
    cookie,
    get: (address, headers = {}) => get({ port, path: address, headers: { cookie, ...headers } }),
    async post(address, drawn, fields) {
      const form = new FormData()
      for (const [name, value] of [...hiddenIn(drawn), ...Object.entries(fields)]) form.append(name, value)
      const body = drawn.includes('multipart/form-data') ? form : new URLSearchParams([...form] as [string, string][])
      const sent = { method: 'POST', body, redirect: 'manual', headers: { cookie, origin } } as const
      const answer = await fetch(`${origin}${address}`, sent)
      await answer.arrayBuffer()
      if (answer.status !== 303) throw new Error(`${address} gave ${String(answer.status)}`)
      return (answer.headers.get('location') ?? '').replace(/#.*/, '')
    },
  }
}

/** Each once: a page has several forms, and one token. */
function hiddenIn(page: string): [string, string][] {
  const inputs = new Set(Array.from(page.matchAll(/type="hidden" name="[^"]+" value="[^"]*"/g), ([input]) => input))
  return [...inputs].map((input) => {
    const [, name = '', value = ''] = /name="([^"]+)" value="([^"]*)"/.exec(input) ?? []
    return [name, value]
  })
}

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.replace(/;.*/, ''))
    .filter((pair) => !pair.endsWith('='))
    .join('; ')

function get(asked: { port: number; path: string; headers: Record<string, string> }) {
  return new Promise<Awaited<ReturnType<Reader['get']>>>((resolve, reject) => {
    const { port, path: address, headers } = asked
    const sent = request(
      { port, path: address, headers: { 'accept-encoding': 'br', ...headers }, agent },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const body = Buffer.concat(chunks)
          const text = () =>
            (response.headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body).toString()
          resolve({ status: response.statusCode ?? 0, bytes: body.length, etag: response.headers.etag ?? '', text })
        })
      },
    )
    sent.on('error', reject)
    sent.end()
  })
}
