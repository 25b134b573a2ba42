import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:https'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createGuardedPost } from '../../../src/mail/fetch/guarded-post.ts'
import { isPublicAddress } from '../../../src/mail/fetch/public-address.ts'
import { makeCertificate } from '../../lab/certificate.ts'
import { temporaryFolder } from '../../support/store.ts'

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
})

/** A stand-in for a list's server on loopback, and a post that may reach it and nothing else besides. */
async function standIn(answer: RequestListener) {
  const { cert, key } = await makeCertificate(await temporaryFolder())
  const [ca, secret] = [await readFile(cert, 'utf8'), await readFile(key, 'utf8')]
  const server = createServer({ cert: ca, key: secret }, answer).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const allowance = { address: (address: string) => address === '127.0.0.1', port, ca }
  return { url: `https://localhost:${port}/quitter?x=1`, post: createGuardedPost(allowance) }
}

describe('an address', () => {
  it.each(['93.184.215.14', '8.8.8.8', '2a01:e0a::1', '2606:4700::1111'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    ...['127.0.0.1', '127.8.8.8', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1'],
    ...['169.254.169.254', '198.18.0.1', '192.0.0.8', '224.0.0.1', '255.255.255.255', '240.0.0.1'],
    ...['::1', '::', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1'],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001::1', '2001:db8::1', 'fe80::1%eth0', 'localhost', '', '1.2.3'],
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('a post to a stranger’s address', () => {
  it.each([
    'http://93.184.215.14/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://user:secret@93.184.215.14/',
    'https://93.184.215.14:8443/',
    'https://localhost/',
    'file:///etc/passwd',
    'not an address',
  ])('is not made to %s', async (url) => {
    expect(await createGuardedPost()(url, {})).toBe('forbidden')
  })

  it('brings its form and nothing else of ours', async () => {
    const heard: { request: IncomingMessage; body: string }[] = []
    const { url, post } = await standIn((request, response) => {
      void text(request).then((body) => {
        heard.push({ request, body })
        response.end('Fait.')
      })
    })
    expect(await post(url, { 'List-Unsubscribe': 'One-Click' })).toBe('done')
    expect(heard[0]?.body).toBe('List-Unsubscribe=One-Click')
    expect(Object.keys(heard[0]?.request.headers ?? {}).sort()).toEqual([
      'connection',
      'content-length',
      'content-type',
      'host',
    ])
  })

  it('follows no redirect', async () => {
    let requests = 0
    const { url, post } = await standIn((_, response) => {
      requests++
      response.writeHead(302, { Location: 'https://127.0.0.1/' }).end()
    })
    expect(await post(url, {})).toBe('refused')
    expect(requests).toBe(1)
  })

  it('waits for no more than a little of a long answer', async () => {
    // It never ends: only whoever stops listening is done with it.
    const { url, post } = await standIn((_, response) => response.writeHead(200).write(Buffer.alloc(1024 * 1024)))
    const started = performance.now()
    expect(await post(url, {})).toBe('done')
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('takes the word of an answer that breaks off', async () => {
    const { url, post } = await standIn((request, response) => {
      response.writeHead(200).write('Désab', () => request.socket.destroy())
    })
    expect(await post(url, {})).toBe('done')
  })

  it('waits for nothing from a server that would rather speak another protocol', async () => {
    const { url, post } = await standIn(({ socket }) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n')
    })
    expect(await post(url, {})).toBe('refused')
  })

  it('says so when nobody answers, or with a certificate nobody knows', async () => {
    const { url, post } = await standIn((request) => request.socket.destroy())
    expect(await post(url, {})).toBe('unreachable')
    const port = Number(new URL(url).port)
    const unknown = createGuardedPost({ address: () => true, port, ca: '' })
    expect(await unknown(url, {})).toBe('unreachable')
  })
})
