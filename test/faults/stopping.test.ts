import { once } from 'node:events'
import { connect } from 'node:net'
import { startApplication } from '../bench/application.ts'
import { countIn } from '../support/compose.ts'
import { lab } from '../support/lab.ts'
import { temporaryFolder } from '../support/store.ts'
import { signIn } from '../support/webmail.ts'
import { until } from '../work/workshop.ts'

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

  it('lives until the last letter that could be taken back has left, and takes no more requests', async () => {
    const [writer, reader] = [await lab().addUser(), await lab().addUser()]
    const more = { SEND_DELAY_S: '3', STOP_S: '1' }
    const application = await startApplication({ ...lab(), folder: await temporaryFolder() }, more)
    const { browser } = await signIn(`http://127.0.0.1:${application.port}`, writer)
    const page = await browser.open('/compose')
    const pressed = performance.now()
    await page.press('Envoyer', { to: reader.address, subject: 'Réunion', body: 'À lundi.' })

    const stopped = application.stop()
    await until(() => refuses(application.port))
    expect(await countIn({ user: reader }, 'INBOX')).toBe(0)
    await expect(stopped).resolves.toBe(0)
    expect(performance.now() - pressed).toBeGreaterThan(3_000)
    expect(await countIn({ user: reader }, 'INBOX')).toBe(1)
    expect(await countIn({ user: writer }, 'Envoyés')).toBe(1)
  })
})

const refuses = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    () => false,
    () => true,
  )
