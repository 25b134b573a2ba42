import { once } from 'node:events'
import { connect } from 'node:net'
import { startApplication } from '../bench/application.ts'
import { lab } from '../support/lab.ts'
import { temporaryFolder } from '../support/store.ts'

describe('a process that is asked to stop', () => {
  it.each([
    ['half a header', 'GET /login HTTP/1.1\r\nHost: here\r\n'],
    ['half a body', 'POST /login HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\nusername='],
    ['nothing at all', ''],
  ])('ends in its time, whatever somebody sent of a request: %s', async (_what, sent) => {
    const application = await startApplication({ ...lab(), folder: await temporaryFolder() }, { STOP_S: '1' })
    const line = connect(application.port, '127.0.0.1')
    line.on('error', () => undefined)
    await once(line, 'connect')
    line.write(sent)

    // Rejects, and fails the test, were the process to need a kill.
    await expect(application.stop()).resolves.toBe(0)
    line.destroy()
  })
})
