import { once } from 'node:events'
import { connect } from 'node:net'

/** How many pages a second a crowd gets, and how long the unluckiest twentieth waits, in ms. */
export interface Throughput {
  perSecond: number
  p95: number
}

/**
 * Everybody of `cookies` asks for `path` again and again for `seconds`, each over a kept connection, compressed. The
 * crowd shares the machine with what it measures: it speaks bare HTTP, and reads no further than a page's length.
 */
export async function crowd(
  port: number,
  cookies: string[],
  { path, seconds }: { path: string; seconds: number },
): Promise<Throughput> {
  const end = performance.now() + seconds * 1000
  const waits: number[] = []
  await Promise.all(cookies.map((cookie) => keepAsking({ port, path, cookie, end, waits })))
  waits.sort((one, other) => one - other)
  return { perSecond: waits.length / seconds, p95: waits[Math.floor(waits.length * 0.95)] ?? 0 }
}

interface Asking {
  port: number
  path: string
  cookie: string
  end: number
  waits: number[]
}

async function keepAsking({ port, path, cookie, end, waits }: Asking): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  const asked = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\nCookie: ${cookie}\r\n\r\n`
  while (performance.now() < end) {
    const begun = performance.now()
    socket.write(asked)
    let answer = ''
    do {
      const [chunk] = (await once(socket, 'data')) as [Buffer]
      answer += chunk.toString('latin1')
    } while (answer.length < lengthOf(answer))
    if (!answer.startsWith('HTTP/1.1 200')) throw new Error(`A page was not given: ${answer.slice(0, 40)}`)
    waits.push(performance.now() - begun)
  }
  socket.destroy()
}

/** Characters of a whole answer, as far as its head has come. */
function lengthOf(answer: string): number {
  const head = answer.indexOf('\r\n\r\n')
  if (head < 0) return Infinity
  const [, length = ''] = /content-length: (\d+)/i.exec(answer.slice(0, head)) ?? []
  if (length === '') throw new Error('A page came without its length')
  return head + 4 + Number(length)
}
