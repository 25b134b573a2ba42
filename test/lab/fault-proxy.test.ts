import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts'

let server: Server
let echoing: Socket[]
let proxy: FaultProxy

/** A server that gives every byte back. */
beforeEach(async () => {
  echoing = []
  server = createServer((socket) => {
    echoing.push(socket)
    socket.on('error', () => undefined).pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  proxy = await startFaultProxy({ host: '127.0.0.1', port: (server.address() as AddressInfo).port })
})

afterEach(async () => {
  await proxy.stop()
  server.close()
})

const openLine = (): Socket => connect(proxy.address).on('error', () => undefined)

const echo = async (socket: Socket, text: string): Promise<string> => {
  socket.write(text)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  return answer.toString()
}

const readToEnd = async (socket: Socket): Promise<string> => {
  let heard = ''
  socket.on('data', (chunk) => (heard += String(chunk)))
  await once(socket, 'close')
  return heard
}

describe('the fault proxy', () => {
  it('passes both ways and counts connections, commands and bytes', async () => {
    const line = openLine()
    expect(await echo(line, 'a NOOP\r\nb NOOP\r\n')).toBe('a NOOP\r\nb NOOP\r\n')
    expect(proxy.traffic()).toEqual({ connections: 1, commands: 2, sentBytes: 16, receivedBytes: 16 })
    proxy.reset()
    expect(proxy.traffic()).toEqual({ connections: 0, commands: 0, sentBytes: 0, receivedBytes: 0 })
  })

  it('refuses new lines and cuts those that exist', async () => {
    const line = openLine()
    await echo(line, 'x')
    const end = readToEnd(line)
    proxy.refuse()
    expect(await end).toBe('')
    expect(await readToEnd(openLine())).toBe('')
    proxy.pass()
    expect(await echo(openLine(), 'y')).toBe('y')
  })

  it('holds what was said while silent, and lets it go on afterwards', async () => {
    const line = openLine()
    await echo(line, 'x')
    proxy.silence()
    const heard = once(line, 'data')
    line.write('y')
    const other = openLine()
    await once(other, 'connect')
    proxy.delay(0)
    expect(await heard).toEqual([Buffer.from('y')])
  })

  it('lets nothing through while silent', async () => {
    proxy.silence()
    const line = openLine()
    line.write('x')
    // A line that passes afterwards proves that the silent one had the time to pass, too.
    const witness = await startFaultProxy({ host: '127.0.0.1', port: (server.address() as AddressInfo).port })
    await echo(connect(witness.address), 'witness')
    await witness.stop()
    expect(proxy.traffic()).toMatchObject({ connections: 1, sentBytes: 0, receivedBytes: 0 })
  })

  it.each(['sent', 'received'] as const)('cuts in the middle of what is %s', async (direction) => {
    proxy.cutAfter(4, direction)
    const line = openLine()
    const end = readToEnd(line)
    line.write('12345678')
    expect('1234'.startsWith(await end)).toBe(true)
    expect(proxy.traffic()[`${direction}Bytes`]).toBe(4)
  })

  it('loses what follows without ending the line', async () => {
    proxy.truncateAfter(4)
    const line = openLine()
    expect(await echo(line, '12345678')).toBe('1234')
    proxy.pass()
    expect(await echo(line, 'y')).toBe('y')
  })

  it('keeps a line open towards the client when the server has ended it', async () => {
    const witness = await startFaultProxy({ host: '127.0.0.1', port: (server.address() as AddressInfo).port })
    const [line, told] = [openLine(), connect(witness.address)]
    await echo(line, 'x')
    await echo(told, 'x')
    proxy.halfOpen()
    const [end, otherEnd] = [readToEnd(line), readToEnd(told)]

    for (const socket of echoing) socket.destroy()
    await otherEnd
    await echo(connect(witness.address), 'all that the ends had to pass has passed')

    expect(line.readyState).toBe('open')
    proxy.restart()
    expect(await end).toBe('')
    await witness.stop()
  })

  it('delays', async () => {
    const line = openLine()
    await echo(line, 'x')
    proxy.delay(60)
    const start = performance.now()
    await echo(line, 'y')
    expect(performance.now() - start).toBeGreaterThanOrEqual(118)
  })

  it('cuts every line at a restart, and takes new ones', async () => {
    const line = openLine()
    await echo(line, 'x')
    const end = readToEnd(line)
    proxy.restart()
    expect(await end).toBe('')
    expect(await echo(openLine(), 'y')).toBe('y')
  })
})
