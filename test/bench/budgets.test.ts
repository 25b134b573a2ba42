import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { startFaultProxy, type FaultProxy } from '../lab/fault-proxy.ts'
import { lab } from '../support/lab.ts'
import { application } from '../support/webmail.ts'
import { type Reader, signInto } from './application.ts'
import { variedMessages } from './mailbox.ts'

const kilobyte = 1024
const publicFile = (name: string) => readFileSync(path.join(import.meta.dirname, '../../public', name))

/** A mailbox of `count` messages behind a proxy that counts commands, and somebody signed in to it. */
async function mailbox(count: number) {
  const user = await lab().addUser()
  await lab().seedMaildir(user.login, 'INBOX', variedMessages(count))
  const proxy = await startFaultProxy(lab().imap)
  const { app } = await application({ IMAP_HOST: '127.0.0.1', IMAP_PORT: String(proxy.address.port) })
  const server = await new Promise<Server>((resolve) => {
    const started = createServer(app).listen(0, '127.0.0.1', () => resolve(started))
  })
  const { port } = server.address() as AddressInfo
  const reader = await signInto(port, user, 'own')
  return { proxy, port, server, reader }
}

/** IMAP commands that one page costs once it is warm, at its best: on a machine that dawdles, a NOOP may be due. */
async function commandsOf(address: string, { reader, proxy }: { reader: Reader; proxy: FaultProxy }): Promise<number> {
  const counted: number[] = []
  for (let number = 0; number < 6; number++) {
    const before = proxy.traffic().commands
    expect((await reader.get(address)).status).toBe(200)
    counted.push(proxy.traffic().commands - before)
  }
  return Math.min(...counted.slice(2))
}

describe('what a page weighs, as sent', () => {
  let box: Awaited<ReturnType<typeof mailbox>>
  beforeAll(async () => (box = await mailbox(60)))
  afterAll(async () => {
    box.server.closeAllConnections()
    box.server.close()
    await box.proxy.stop()
  })

  /** The one stylesheet, asked for as the pages name it. */
  async function sheet() {
    const page = await box.reader.get('/mail/INBOX')
    const [, address = ''] = /href="(\/static\/style[^"]+)"/.exec(page.text()) ?? []
    return box.reader.get(address)
  }

  it('the sheet fits 5 KB, its comments left at home, and the optional script 10 KB', async () => {
    const { bytes, text } = await sheet()

    expect(bytes).toBeLessThanOrEqual(5 * kilobyte)
    expect(text()).toContain('.head {')
    expect(text()).not.toMatch(/\/\*|^\s/m)
    expect(publicFile('comfort.js').length).toBeLessThanOrEqual(10 * kilobyte)
  })

  it('a cold sign-in page is three requests and 10 KB', async () => {
    const page = await fetch(`http://127.0.0.1:${String(box.port)}/login`)
    const html = await page.text()
    const asked = [...html.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)].map(([, address = '']) => address)
    const sent = brotliCompressSync(html).length + (await sheet()).bytes + 400

    expect(asked).toHaveLength(2)
    expect(sent).toBeLessThanOrEqual(10 * kilobyte)
  })

  it('a list of 25 is 8 KB, and 18 KB with all it needs the first time', async () => {
    const list = await box.reader.get('/mail/INBOX')
    const once = (await sheet()).bytes + brotliCompressSync(publicFile('comfort.js')).length

    expect(list.text()).toContain('Messages 1 à 25 sur 60')
    expect(list.bytes).toBeLessThanOrEqual(8 * kilobyte)
    expect(list.bytes + once).toBeLessThanOrEqual(18 * kilobyte)
  })

  it('an open mail is 8 KB beside its letter', async () => {
    const list = await box.reader.get('/mail/INBOX')
    const [, address = ''] = /href="(\/mail\/INBOX\/\d+-\d+)"/.exec(list.text().split('id="s')[2] ?? '') ?? []
    const mail = await box.reader.get(address)

    expect(mail.status).toBe(200)
    expect(mail.bytes).toBeLessThanOrEqual(8 * kilobyte)
  })

  it('a browser that names gzip first gets brotli all the same', async () => {
    const page = await box.reader.get('/mail/INBOX', { 'accept-encoding': 'gzip, deflate, br, zstd' })
    const [, sheet = ''] = /href="(\/static\/style[^"]+)"/.exec(page.text()) ?? []
    const asked = await fetch(`http://127.0.0.1:${String(box.port)}${sheet}`, {
      headers: { 'accept-encoding': 'gzip, deflate, br' },
    })

    expect(page.text()).toContain('<!DOCTYPE html>')
    expect(asked.headers.get('content-encoding')).toBe('br')
  })

  it('an inbox that has not changed is a 304 of no weight on a computer of one’s own', async () => {
    const list = await box.reader.get('/mail/INBOX')
    const again = await box.reader.get('/mail/INBOX', { 'if-none-match': list.etag })

    expect(again.status).toBe(304)
    expect(again.bytes).toBe(0)
    expect(again.etag).toBe(list.etag)
  })
})

describe('what a page asks of the mail server', () => {
  let box: Awaited<ReturnType<typeof mailbox>>
  afterEach(async () => {
    box.server.closeAllConnections()
    box.server.close()
    await box.proxy.stop()
  })

  it.each([30, 2_000])('does not depend on the mailbox’s size: %i messages', async (count) => {
    box = await mailbox(count)
    const list = await box.reader.get('/mail/INBOX')
    const [, letter = ''] = /href="(\/mail\/INBOX\/\d+-\d+)"/.exec(list.text()) ?? []

    expect(await commandsOf('/mail/INBOX', box)).toBeLessThanOrEqual(2)
    expect(await commandsOf('/mail/INBOX?page=2', box)).toBeLessThanOrEqual(2)
    const before = box.proxy.traffic().commands
    expect((await box.reader.get(letter)).status).toBe(200)
    expect(box.proxy.traffic().commands - before).toBeLessThanOrEqual(5) // never met, unread: its frame's with it
    expect(await commandsOf(letter, box)).toBeLessThanOrEqual(3)
    await box.reader.get('/mail/INBOX') // knows its neighbours
    expect(await commandsOf(letter, box)).toBeLessThanOrEqual(2)
    expect(await commandsOf('/compose/anything-at-all', box)).toBe(0)
  })
})
