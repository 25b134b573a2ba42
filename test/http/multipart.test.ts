import { createServer, request, type RequestOptions, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type ArrivingFile, MultipartError, readMultipart } from '../../src/http/multipart.ts'

interface Read {
  fields?: URLSearchParams
  cut?: boolean
  failure?: unknown
}

/** A server that reads forms whose first field is `token=right`, and tells what it read. */
function serve(receive: (file: ArrivingFile) => Promise<void>): { server: Server; nextRead: () => Promise<Read> } {
  const waiting: ((read: Read) => void)[] = []
  const server = createServer((req, res) => {
    const admit = (name: string, value: string) => name === 'token' && value === 'right'
    readMultipart(req, { admit, receive, limits: { body: 300_000, field: 1_000, fields: 10 } })
      .then((form) => waiting.shift()?.(form))
      .catch((failure: unknown) => waiting.shift()?.({ failure }))
      .finally(() => res.end('read'))
  })
  return { server, nextRead: () => new Promise((resolve) => waiting.push(resolve)) }
}

const field = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = (name: string, content: string) =>
  `--b\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n${content}\r\n`
const end = '--b--\r\n'

describe('a multipart form', () => {
  const received: { name: string; content: string }[] = []
  const { promise: halfBegan, resolve: halfBegins } = Promise.withResolvers<undefined>()
  const { promise: failed, resolve: unkept } = Promise.withResolvers<undefined>()
  let failures = 0
  const { server, nextRead } = serve(async ({ name, content }) => {
    if (name === 'half') halfBegins(undefined)
    if (name === 'unkept') {
      unkept(undefined)
      throw new Error('not kept')
    }
    try {
      received.push({ name, content: await text(content) })
    } catch {
      failures++
    }
  })

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => server.close())
  beforeEach(() => {
    received.length = 0
    failures = 0
  })

  const open = (options: RequestOptions = {}) =>
    request({
      ...{ method: 'POST', port: (server.address() as AddressInfo).port, host: '127.0.0.1' },
      headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
      ...options,
    })

  async function post(body: string, options?: RequestOptions): Promise<Read> {
    const read = nextRead()
    const answered = new Promise((resolve, reject) => {
      open(options)
        .on('response', (res) => res.resume().on('end', resolve))
        .on('error', reject)
        .end(body)
    })
    await answered
    return read
  }

  const reasonOf = ({ failure }: Read) => (failure instanceof MultipartError ? failure.reason : failure)

  it('gives its fields in order and its files as they come', async () => {
    const { fields } = await post(
      field('token', 'right') + field('to', 'été') + file('relevé n°1.txt', 'un') + field('to', 'b') + end,
    )

    expect(fields?.getAll('to')).toEqual(['été', 'b'])
    expect(received).toEqual([{ name: 'relevé n°1.txt', content: 'un' }])
  })

  it('keeps the last part of a local path for a name', async () => {
    await post(
      field('token', 'right') +
        file('/home/marie/notes/bilan.txt', 'x') +
        file('C:\\Mes documents\\liste.txt', 'y') +
        end,
    )

    expect(received.map(({ name }) => name)).toEqual(['bilan.txt', 'liste.txt'])
  })

  it.each([
    ['the first field is wrong', field('token', 'wrong') + field('to', 'a') + file('f', 'x') + end],
    ['another field comes first', field('to', 'a') + field('token', 'right') + file('f', 'x') + end],
    ['there is nothing in it', end],
    ['a file comes first', file('f', 'x') + field('token', 'right') + end],
  ])('is refused, and no file looked at, when %s', async (_case, body) => {
    expect(reasonOf(await post(body))).toBe('refused')
    expect(received).toEqual([])
  })

  it('is answered after all of it has passed when it is refused, so that the browser shows the answer', async () => {
    expect(reasonOf(await post(field('token', 'wrong') + file('f', 'x'.repeat(250_000)) + end))).toBe('refused')
  })

  it.each([
    ['a field is longer than a field may be', field('token', 'right') + field('body', 'x'.repeat(1_001)) + end],
    ['its text is longer than a form may be', field('token', 'right') + `${'x'.repeat(400_000)}\r\n` + end],
    ['it has more fields than a form may have', field('token', 'right') + field('a', '').repeat(20) + end],
  ])('is too long when %s', async (_case, body) => {
    expect(reasonOf(await post(body))).toBe('too-long')
  })

  it('is cut where its files pass the bound, the fields before them whole', async () => {
    const { fields, cut } = await post(
      field('token', 'right') + field('to', 'a') + file('f', 'x'.repeat(400_000)) + end,
    )

    expect(fields?.get('to')).toBe('a')
    expect(cut).toBe(true)
    expect(failures).toBe(1)
  })

  it.each([
    ['it is of another type', field('token', 'right') + end, 'application/x-www-form-urlencoded'],
    ['it has no boundary', field('token', 'right') + end, 'multipart/form-data'],
    ['it ends in the middle', field('token', 'right') + file('f', 'x'), 'multipart/form-data; boundary=b'],
  ])('is malformed when %s', async (_case, body, type) => {
    expect(reasonOf(await post(body, { headers: { 'Content-Type': type } }))).toBe('malformed')
  })

  it('is read on when one of its files could not be kept, and fails at its end', async () => {
    const unheard: unknown[] = []
    process.once('unhandledRejection', (error) => unheard.push(error))
    const read = nextRead()
    const req = open().on('error', () => undefined)
    req.write(field('token', 'right') + file('unkept', 'x') + file('whole', 'x').slice(0, -3))
    await failed
    await new Promise((resolve) => setImmediate(resolve))
    expect(unheard).toEqual([]) // one would have ended the process
    req.end(`x\r\n${end}`)

    expect((await read).failure).toEqual(new Error('not kept'))
    expect(received).toEqual([{ name: 'whole', content: 'x' }])
  })

  it('ends the file under way with an error when the browser goes away', async () => {
    const read = nextRead()
    const req = open().on('error', () => undefined)
    req.write(field('token', 'right') + file('whole', 'x') + file('half', 'x'.repeat(1_000)).slice(0, -100))
    await halfBegan
    req.destroy()

    expect(reasonOf(await read)).toBe('aborted')
    expect(failures).toBe(1)
  })
})
