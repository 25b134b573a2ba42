import { get, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { signInto, startApplication, type Reader, type RunningApplication } from '../bench/application.ts'
import { forgetPeak, memoryOf, peakOf } from '../bench/processor.ts'
import { lab } from '../support/lab.ts'
import { temporaryFolder } from '../support/store.ts'

const size = 25 * 1024 * 1024

let application: RunningApplication
let reader: Reader
let file: string

beforeAll(async () => {
  application = await startApplication({ ...lab(), folder: await temporaryFolder() })
  const user = await lab().addUser()
  const type = 'Content-Type: application/octet-stream; name=gros.bin\r\nContent-Transfer-Encoding: base64'
  const content = Buffer.alloc(size, 'traboule').toString('base64').replaceAll(/.{76}/g, '$&\r\n')
  const head = 'Subject: gros\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'
  await lab().append(user, 'INBOX', { raw: `${head}--b\r\n\r\nmots\r\n--b\r\n${type}\r\n\r\n${content}\r\n--b--\r\n` })
  reader = await signInto(application.port, user, 'own')
  const [, letter = ''] = /href="(\/mail\/INBOX\/\d+-\d+)"/.exec((await reader.get('/mail/INBOX')).text()) ?? []
  file = /href="([^"]+\/parts\/[^"]+)"/.exec((await reader.get(letter)).text())?.[1] ?? ''
})
afterAll(() => application.stop())

async function begin(headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const all = { cookie: reader.cookie, ...headers }
  const request = get({ host: '127.0.0.1', port: application.port, path: file, headers: all, agent: false })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  return answer
}

async function bytesOf(answer: IncomingMessage): Promise<number> {
  let bytes = 0
  for await (const chunk of answer) bytes += (chunk as Buffer).length
  return bytes
}

/** MiB that the process held more than before, at most. */
async function growthDuring(work: () => Promise<unknown>): Promise<number> {
  forgetPeak(application.pid)
  const before = memoryOf(application.pid)
  await work()
  return peakOf(application.pid) - before
}

describe('a file of 25 MB', () => {
  it('comes down without ever being in memory as a whole', async () => {
    const growth = await growthDuring(async () => expect(await bytesOf(await begin())).toBe(size))
    expect(growth).toBeLessThan(64)
  })

  it('does so for several at once, and from wherever they go on', async () => {
    const from = Array.from({ length: 6 }, (_, part) => part * 4_000_000)
    const growth = await growthDuring(() =>
      Promise.all(
        from.map(async (first) => {
          const answer = await begin({ range: `bytes=${String(first)}-` })
          expect([answer.statusCode, await bytesOf(answer)]).toEqual([206, size - first])
        }),
      ),
    )
    expect(growth).toBeLessThan(96)
  })

  it('is not read ahead for those who stop reading', async () => {
    const stalled = await Promise.all(Array.from({ length: 20 }, () => begin()))
    const growth = await growthDuring(async () => expect((await reader.get('/mail/INBOX')).status).toBe(200))
    for (const answer of stalled) answer.destroy()
    expect(growth).toBeLessThan(64)
  })
})
