import { Readable } from 'node:stream'
import { signInto } from './application.ts'
import { compare } from './measure.ts'
import { variedMessages } from './mailbox.ts'
import type { Ground } from './pages.ts'
import { forgetPeak, memoryOf, peakOf } from './processor.ts'
import { openRawImap } from './raw-imap.ts'
import type { Row } from './table.ts'

const moved = 500

/** Moves five hundred messages there and back: between pages, and on a raw line. */
export async function movingMany({ lab, application }: Ground): Promise<Row> {
  const user = await lab.addUser({ login: 'mover' })
  await lab.asUser(user, async (imap) => {
    await imap.mailboxCreate('There')
  })
  await lab.seedMaildir(user.login, 'INBOX', variedMessages(moved))
  const raw = await openRawImap(lab, user)
  const reader = await signInto(application.port, user, 'own')
  let [from, to] = ['INBOX', 'There']
  let drawn = ''
  const compared = await compare(
    {
      prepare: async () => {
        await raw.ask(`SELECT ${from}`)
        drawn = (await reader.get(`/mail/${from}/all`)).text()
      },
      floor: async () => {
        await raw.ask(`UID MOVE 1:* ${to}`)
        ;[from, to] = [to, from]
      },
      page: async () => {
        await reader.post(`/mail/${from}/all`, drawn, { to, to2: to, 'do-move2': 'x' })
        ;[from, to] = [to, from]
      },
    },
    application.pid,
    20,
  )
  raw.close()
  return { what: `move ${String(moved)} messages`, size: moved, bytes: 0, ...compared }
}

const attached = 25 * 1024 * 1024

/** MiB that the process holds more than before, at most, while 25 MB come down and go up. */
export async function attachmentMemory({ lab, application }: Ground): Promise<{ down: number; up: number }> {
  const user = await lab.addUser({ login: 'sender' })
  await lab.append(user, 'INBOX', { raw: withFile() })
  const reader = await signInto(application.port, user, 'own')
  const [, letter = ''] = /href="(\/mail\/INBOX\/\d+-\d+)"/.exec((await reader.get('/mail/INBOX')).text()) ?? []
  const [, file = ''] = /href="([^"]+\/parts\/[^"]+)"/.exec((await reader.get(letter)).text()) ?? []
  const down = await peakDuring(application.pid, () => drain(application.port, file, reader.cookie))

  const { text } = await reader.get('/compose/bench-of-attachments')
  const page = text()
  const [, action = ''] = /<form class="write" method="post" action="([^"]+)"/.exec(page) ?? []
  const large = new File([Buffer.alloc(attached - 64 * 1024, 'traboule')], 'large.bin')
  const fields = { to: '', subject: 'Large', body: 'Large', files: large, 'do-close': 'x' }
  const up = await peakDuring(application.pid, () => reader.post(action, page, fields))
  return { down, up }
}

async function peakDuring(pid: number, work: () => Promise<unknown>): Promise<number> {
  forgetPeak(pid)
  const before = memoryOf(pid)
  await work()
  return peakOf(pid) - before
}

async function drain(port: number, address: string, cookie: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${String(port)}${address}`, { headers: { cookie } })
  let bytes = 0
  if (answer.body) for await (const chunk of Readable.fromWeb(answer.body as never)) bytes += (chunk as Buffer).length
  if (bytes < attached) throw new Error(`Only ${String(bytes)} bytes of the file came`)
}

function withFile(): string {
  const lines = `${Buffer.alloc(57, 'traboule').toString('base64')}\r\n`.repeat(Math.ceil(attached / 57))
  const type =
    'Content-Type: application/octet-stream; name=large.bin\r\nContent-Disposition: attachment; filename=large.bin'
  return `From: a@b.example\r\nSubject: Large\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHere.\r\n--b\r\n${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines}--b--\r\n`
}
