import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { createBoundedServer } from '../../src/http/bounded-server.ts'

let server: Server
let lines: Socket[]

beforeEach(async () => {
  lines = []
  const patience = { headers: 250, request: 500, keepAlive: 5_000, check: 50 }
  server = createBoundedServer((req, res) => {
    req.on('error', () => undefined).resume()
    req.on('end', () => res.end(`${req.url ?? ''} ${String(Object.keys(req.headers).length)}`))
  }, patience).listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterEach(() => {
  for (const line of lines) line.destroy()
  server.close()
  server.closeAllConnections()
})

function say(text: string): Socket {
  const line = connect((server.address() as AddressInfo).port, '127.0.0.1')
  line.on('error', () => undefined).write(text)
  lines.push(line)
  return line
}

/** All that comes before the line ends. */
async function answerTo(line: Socket): Promise<string> {
  let heard = ''
  line.on('data', (bytes) => (heard += String(bytes)))
  // Not `once`, which rejects when the line is reset.
  await new Promise((resolve) => line.on('close', resolve))
  return heard
}

const page = async (): Promise<string> =>
  (await fetch(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/page`)).text()

describe('slowloris', () => {
  it('five hundred who send a header byte by byte keep nobody waiting, and are shown out', async () => {
    const slow = Array.from({ length: 500 }, () => say('GET / HTTP/1.1\r\nHost: here\r\nX'))
    const drip = setInterval(() => slow.forEach((line) => line.writable && line.write('x')), 20)
    const answers = Promise.all(slow.map(answerTo))

    expect(await page()).toMatch(/^\/page/)

    expect(new Set((await answers).map((answer) => answer.slice(0, 12)))).toEqual(new Set(['HTTP/1.1 408']))
    clearInterval(drip)
  })

  it('a body that never ends is not waited for', async () => {
    const line = say('POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\n\r\nx')
    const drip = setInterval(() => line.writable && line.write('x'), 20)
    expect(await answerTo(line)).toContain(' 408 ')
    clearInterval(drip)
  })
})

describe('a header flood', () => {
  it('is refused once it is larger than an address and its cookies may be', async () => {
    const flood = `GET / HTTP/1.1\r\nHost: here\r\n${`X-Many: ${'x'.repeat(1000)}\r\n`.repeat(200)}\r\n`
    const answers = Array.from({ length: 50 }, () => answerTo(say(flood)))

    expect(await page()).toMatch(/^\/page/)

    // The answer may be lost to whoever still sends when the line ends.
    const heard = new Set((await Promise.all(answers)).map((answer) => answer.slice(0, 12)))
    heard.delete('')
    expect(heard).toEqual(new Set(['HTTP/1.1 431']))
  })

  it('of a thousand small lines is refused too', async () => {
    const many = Array.from({ length: 1000 }, (_, number) => `X-${String(number)}: x\r\n`).join('')
    expect(await answerTo(say(`GET / HTTP/1.1\r\nHost: here\r\n${many}\r\n`))).toMatch(/^HTTP\/1.1 431/)
  })
})
