import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { signInto, startApplication, type Reader, type RunningApplication } from '../bench/application.ts'
import { forgetPeak, memoryOf, peakOf, processorOf } from '../bench/processor.ts'
import type { LabUser } from '../lab/index.ts'
import { lab } from '../support/lab.ts'
import { temporaryFolder } from '../support/store.ts'

let application: RunningApplication
let witness: Reader

beforeAll(async () => {
  application = await startApplication({ ...lab(), folder: await temporaryFolder() })
  witness = await signInto(application.port, await mailboxOf(['Subject: témoin\r\n\r\nx\r\n']), 'own')
})
afterAll(() => application.stop())

async function mailboxOf(messages: string[]): Promise<LabUser> {
  const user = await lab().addUser()
  for (const raw of messages) await lab().append(user, 'INBOX', { raw })
  return user
}

/** Milliseconds of the processor, and MiB, that a page takes. Unlike time, these do not hang on what else the machine does. */
async function costOf(reader: Reader, address: string) {
  forgetPeak(application.pid)
  const before = { processor: processorOf(application.pid), memory: memoryOf(application.pid) }
  const page = await reader.get(address)
  const processor = processorOf(application.pid) - before.processor
  return { page, processor, memory: peakOf(application.pid) - before.memory }
}

const head = 'From: Zoé <z@y.example>\r\nSubject: lourd\r\nMIME-Version: 1.0\r\n'
const ofLevels = (levels: number) =>
  Array.from({ length: levels }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`).join(
    '',
  )

describe('a message made to hold everybody up', () => {
  it.each([
    [
      'a conversation of 200 levels',
      `${head}References: ${'<un.long.nom.de.message@y.example>\r\n '.repeat(200)}<x@y>\r\n\r\nmots\r\n`,
    ],
    ['200 levels of parts', `${head}${ofLevels(200)}Content-Type: text/plain\r\n\r\nmots\r\n`],
    [
      '100,000 parts',
      `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(100_000)}--b--\r\n`,
    ],
    ['a header of 10 MB', `${head}X-Long: ${'mot\r\n '.repeat(1_700_000)}\r\n\r\nmots\r\n`],
    ['200,000 addresses', `${head}To: ${'a@b.fr,\r\n '.repeat(200_000)}c@d.fr\r\n\r\nmots\r\n`],
  ])('costs the process little, once, and others go on: %s', async (_what, raw) => {
    const reader = await signInto(application.port, await mailboxOf([raw]), 'own')

    const list = await costOf(reader, '/mail/INBOX')
    const [, letter = ''] = /href="(\/mail\/INBOX\/\d+-\d+)"/.exec(list.page.text()) ?? []
    const message = await costOf(reader, letter)

    const again = await costOf(reader, '/mail/INBOX')

    for (const { page, processor, memory } of [list, message, again]) {
      expect(page.status).toBe(200)
      expect(processor).toBeLessThan(1_500)
      expect(memory).toBeLessThan(200)
    }
    // What was found too large once is not asked for at each page.
    expect(again.processor).toBeLessThan(300)
    expect((await witness.get('/mail/INBOX')).status).toBe(200)
  })
})

describe('a mailbox of 1,100 folders beside every page', () => {
  it('has pages that stay light, for their reader and for others', async () => {
    const user = await mailboxOf(['Subject: un\r\n\r\nx\r\n'])
    const names = Array.from({ length: 1_100 }, (_, at) => `Classe ${String(at)}`)
    for (const name of names) await lab().seedMaildir(user.login, name, [])
    // As Dovecot keeps them: subscribing by IMAP rewrites the whole file for each.
    writeFileSync(path.join(lab().folder, 'mail', user.login, 'subscriptions'), `V\t2\n\nINBOX\n${names.join('\n')}\n`)
    const reader = await signInto(application.port, user, 'own')

    const first = await costOf(reader, '/mail/INBOX')
    const again = await costOf(reader, '/mail/INBOX')

    expect(first.page.text()).toMatch(/et 800 autres dossiers/)
    expect(first.page.text().length).toBeLessThan(250_000)
    expect(first.processor).toBeLessThan(500)
    expect(again.processor).toBeLessThan(150)
    expect((await witness.get('/mail/INBOX')).status).toBe(200)
  })
})
