import { Readable } from 'node:stream'
import { signInto } from './application.ts'
import { compare } from './measure.ts'
import type { Ground, Stage } from './pages.ts'
import { forgetPeak, memoryOf, peakOf } from './processor.ts'
import type { Row } from './table.ts'

const moved = 500

/** Moves the followed ones of a mailbox, five hundred, there and back: between pages, and on a raw line. */
export async function movingMany({ lab, application, user, size, raw, reader }: Stage): Promise<Row> {
  await lab.asUser(user, async (imap) => {
    await imap.mailboxCreate('There')
    await imap.mailboxOpen('INBOX')
    await imap.messageFlagsAdd(`${String(size - moved + 1)}:*`, ['\\Flagged'])
  })
  let [from, to] = ['INBOX', 'There']
  let [drawn, followed] = ['', '']
  const all = () => `/mail/${from}/all?only=followed`
  const compared = await compare(
    {
      prepare: async () => {
        await raw.ask(`SELECT ${from}`)
        followed = uidSet(await raw.ask('UID SEARCH FLAGGED'))
        drawn = (await reader.get(all())).text()
      },
      floor: async () => {
        await raw.ask(`UID MOVE ${followed} ${to}`)
        ;[from, to] = [to, from]
      },
      page: async () => {
        await reader.post(all(), drawn, { to, to2: to, 'do-move2': 'x' })
        ;[from, to] = [to, from]
      },
    },
    application.pid,
    20,
  )
  return { what: `move ${String(moved)} messages`, size, bytes: 0, ...compared }
}

/** The answer of a search, « * SEARCH 3 4 5 », as runs. */
function uidSet(answer: string): string {
  const [, found = ''] = /\* SEARCH ([\d ]+)/.exec(answer) ?? []
  const uids = found.trim().split(' ').map(Number)
  if (uids.length !== moved) throw new Error(`${String(uids.length)} messages instead of ${String(moved)}`)
  return `${String(uids[0])}:${String(uids.at(-1))}`
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
