import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startFaultProxy } from '../../lab/fault-proxy.ts'
import { cookieHeader } from '../../support/cookies.ts'
import { lab } from '../../support/lab.ts'
import { webmail, type Webmail } from '../../support/webmail.ts'

type Headers = Record<string, string | undefined>

/** A message with one file, and the address it is saved from. */
async function withFile(
  content: Buffer,
  { env = {}, contentType = 'application/zip' }: { env?: Record<string, string>; contentType?: string } = {},
): Promise<Webmail & { href: string }> {
  const site = await webmail({ env })
  const attachments = [{ filename: 'cours.zip', content, contentType }]
  await site.mail.deliver({ from: 'x@y.example', subject: 'Cours', text: 'Voici.', attachments })
  const page = await (await site.browser.open('/mail/INBOX')).follow('Cours')
  return { ...site, href: page.$('.files a').attr('href') ?? '' }
}

interface Asked {
  headers?: Headers
  method?: 'GET' | 'HEAD'
  /** Called once the answer has begun. */
  begun?: () => void
}

/** What comes before the answer ends or breaks off, as it was sent. */
async function asked(
  { app, browser, href }: Pick<Webmail, 'app' | 'browser'> & { href: string },
  { headers = {}, method = 'GET', begun }: Asked = {},
) {
  const server = createServer(app).listen(0, '127.0.0.1')
  try {
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const all = { cookie: cookieHeader(browser), ...headers }
    const request = get({ host: '127.0.0.1', port, path: href, method, headers: all, agent: false })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    begun?.()
    return await received(response)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

async function received(response: IncomingMessage) {
  const chunks: Buffer[] = []
  response.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = await new Promise<boolean>((resolve) => {
    response.on('end', () => resolve(true)).on('error', () => resolve(false))
  })
  const { statusCode: status, headers } = response
  return { status, headers: headers as Headers, bytes: Buffer.concat(chunks), broken: !ended }
}

describe('a file', () => {
  const content = randomBytes(700_000)

  it('tells its length and that parts of it may be asked for, and is not compressed', async () => {
    const text = Buffer.from('a,b,c\r\n'.repeat(2000))
    const site = await withFile(text, { contentType: 'text/csv' })

    const file = await asked(site, { headers: { 'accept-encoding': 'gzip, br' } })
    const head = await asked(site, { method: 'HEAD', headers: { range: 'bytes=0-4' } })

    expect(file.bytes.equals(text)).toBe(true)
    for (const { status, headers } of [file, head]) {
      expect(status).toBe(200)
      expect(headers).toMatchObject({
        'accept-ranges': 'bytes',
        'content-length': String(text.length),
        'cache-control': 'private, no-store, no-transform',
        etag: expect.stringMatching(/^"[\w-]{43}"$/) as string,
      })
      expect(headers).not.toHaveProperty('content-encoding')
      expect(headers).not.toHaveProperty('content-range')
    }
    expect(head.bytes).toHaveLength(0)
  })

  it('gives the part that is asked for', async () => {
    const site = await withFile(content)

    for (const [range, from, to] of [
      ['bytes=0-0', 0, 0],
      ['bytes=10-699998', 10, 699_998],
      ['bytes=600000-', 600_000, 699_999],
      ['bytes=699999-99999999999999999999', 699_999, 699_999],
      ['bytes=-5', 699_995, 699_999],
      ['bytes=-99999999999999999999', 0, 699_999],
    ] as const) {
      const { status, headers, bytes } = await asked(site, { headers: { range } })
      expect([range, status, headers['content-range']]).toEqual([range, 206, `bytes ${from}-${to}/700000`])
      expect(headers['content-length']).toBe(String(to - from + 1))
      expect(headers['content-security-policy']).toContain('sandbox')
      expect(bytes.equals(content.subarray(from, to + 1))).toBe(true)
    }
  })

  it.each([
    ['past the end', 'bytes=700000-'],
    ['just behind it', 'bytes=700000-700001'],
    ['absurdly far', `bytes=${'9'.repeat(5000)}-`],
    ['none of the last bytes', 'bytes=-0'],
  ])('says where it ends to whoever asks for nothing of it: %s', async (_where, range) => {
    const { status, headers, bytes } = await asked(await withFile(content), { headers: { range } })

    expect([status, headers['content-range'], bytes.length]).toEqual([416, 'bytes */700000', 0])
  })

  it('comes whole to whoever asks for several parts, or for nonsense', async () => {
    const site = await withFile(Buffer.from('octets'))

    for (const range of [
      'bytes=0-1,3-4',
      `bytes=${'0-,'.repeat(1000)}0-`,
      'bytes=4-2',
      'bytes=-',
      'bytes=--1',
      'bytes=a-b',
      'bytes=0x1-3',
      'bytes',
      'pages=1-2',
    ]) {
      const { status, headers, bytes } = await asked(site, { headers: { range } })
      expect([range, status, bytes.toString()]).toEqual([range, 200, 'octets'])
      expect(headers).not.toHaveProperty('content-range')
    }
  })

  it('comes whole to whoever has the beginning of another: someone else’s at the same place, or one of some date', async () => {
    const site = await withFile(Buffer.from('octets'))
    const { etag, date } = (await asked(site)).headers
    const other = (await asked(await withFile(Buffer.from('autres')))).headers.etag

    expect(await asked(site, { headers: { range: 'bytes=2-', 'if-range': etag } })).toMatchObject({ status: 206 })
    for (const validator of [other, `W/${etag}`, date, '*', '']) {
      const { status, bytes } = await asked(site, { headers: { range: 'bytes=2-', 'if-range': validator } })
      expect([validator, status, bytes.toString()]).toEqual([validator, 200, 'octets'])
    }
  })

  it('that is empty has no part', async () => {
    const site = await withFile(Buffer.alloc(0))

    expect(await asked(site)).toMatchObject({ status: 200, headers: { 'content-length': '0' } })
    for (const range of ['bytes=0-', 'bytes=-1']) {
      expect(await asked(site, { headers: { range } })).toMatchObject({
        status: 416,
        headers: { 'content-range': 'bytes */0' },
      })
    }
  })
})

describe('a download that broke off', () => {
  it('goes on where it stopped, to the very same bytes', async () => {
    const proxy = await startFaultProxy(lab().imap)
    try {
      const content = randomBytes(8_000_000)
      const { host, port } = proxy.address
      const site = await withFile(content, { env: { IMAP_HOST: host, IMAP_PORT: String(port) } })
      const half = await asked(site, { begun: () => proxy.refuse() })
      proxy.pass()

      const headers = { range: `bytes=${half.bytes.length}-`, 'if-range': half.headers['etag'] }
      const rest = await asked(site, { headers })

      expect([half.status, half.broken, half.headers['content-length']]).toEqual([200, true, '8000000'])
      expect(half.bytes.length).toBeGreaterThan(0)
      expect([rest.status, rest.broken]).toEqual([206, false])
      expect(Buffer.concat([half.bytes, rest.bytes]).equals(content)).toBe(true)
    } finally {
      await proxy.stop()
    }
  })
})

describe('a file that the mail server does not decode', () => {
  it('comes whole, of a length nobody promises', async () => {
    const site = await webmail()
    const head = 'From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n'
    const body = 'Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\nb2N0!!ZXRz\r\n'
    await site.mail.append('INBOX', { raw: `${head}${body}` })
    const page = await (await site.browser.open('/mail/INBOX')).follow('x')
    const href = page.$('.files a').attr('href') ?? ''

    for (const range of ['bytes=1-2', 'bytes=-2']) {
      const { status, headers, bytes } = await asked({ ...site, href }, { headers: { range } })
      expect([status, bytes.toString()]).toEqual([200, 'octets'])
      for (const name of ['accept-ranges', 'content-length', 'etag']) expect(headers).not.toHaveProperty(name)
    }
  })
})
