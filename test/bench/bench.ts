/** `npm run bench`: raw IMAP and our pages in turn, on mailboxes of several sizes, in one run. */
import { startLab, type Lab } from '../lab/index.ts'
import { type Reader, type RunningApplication, signInto, startApplication } from './application.ts'
import { variedMessages } from './mailbox.ts'
import { type Measured, measure } from './measure.ts'
import { memoryOf, processorOf, processorOfDovecot } from './processor.ts'
import { openRawImap } from './raw-imap.ts'
import { writeTable, type Row } from './table.ts'

const sizes = process.argv.slice(2).map(Number)
const runs = 300

async function main(): Promise<void> {
  const lab = await startLab()
  try {
    const application = await startApplication(lab)
    try {
      const rows: Row[] = []
      for (const size of sizes.length ? sizes : [1_000, 20_000]) rows.push(...(await rowsAt(size, lab, application)))
      await writeTable(rows, memoryOf(application.pid))
    } finally {
      await application.stop()
    }
  } finally {
    await lab.stop()
  }
}

async function rowsAt(size: number, lab: Lab, application: RunningApplication): Promise<Row[]> {
  const user = await lab.addUser({ login: `bench${String(size)}` })
  await lab.seedMaildir(user.login, 'INBOX', variedMessages(size))
  const raw = await openRawImap(lab, user)
  const range = (first: number) => `${String(Math.max(1, first - 24))}:${String(first)}`
  const last = Number(/(\d+) \(UID/.exec(await raw.ask(`FETCH ${String(size)} (UID)`))?.[1] ?? size)

  const floors = {
    inbox: await measure(() => raw.ask(`FETCH ${range(size)} (UID FLAGS)`), runs),
    folders: await measure(() => raw.ask('LIST "" * RETURN (SPECIAL-USE STATUS (MESSAGES UNSEEN))'), runs),
    open: await measure(() => raw.ask(`FETCH ${String(last)} (UID FLAGS BODY.PEEK[1])`), runs),
  }
  raw.close()

  const reader = await signInto(application.port, user, 'own')
  const list = await reader.get('/mail/INBOX')
  const [, letter = ''] = /href="(\/mail\/INBOX\/\d+-\d+)"/.exec(list.text()) ?? []
  const middle = Math.max(1, Math.floor(size / 50))
  const page = (path: string, headers = {}) => pageRow({ size, application, reader, path, headers })

  return [
    { ...(await page('/mail/INBOX')), what: 'inbox, 25 rows', floor: floors.inbox.median + floors.folders.median },
    {
      ...(await page('/mail/INBOX', { 'if-none-match': list.etag })),
      what: 'inbox, unchanged (304)',
      floor: floors.folders.median,
    },
    {
      ...(await page(`/mail/INBOX?page=${String(middle)}`)),
      what: 'page in the middle',
      floor: floors.inbox.median + floors.folders.median,
    },
    { ...(await page(letter)), what: 'open a 30 KB HTML letter', floor: floors.open.median + floors.folders.median },
  ]
}

interface Asked {
  size: number
  application: RunningApplication
  reader: Reader
  path: string
  headers: Record<string, string>
}

async function pageRow({ size, application, reader, path, headers }: Asked): Promise<Omit<Row, 'what' | 'floor'>> {
  const before = { own: processorOf(application.pid), dovecot: processorOfDovecot() }
  let bytes = 0
  const wall: Measured = await measure(async () => {
    const answer = await reader.get(path, headers)
    if (answer.status !== 200 && answer.status !== 304) throw new Error(`${path} gave ${String(answer.status)}`)
    bytes = answer.bytes
  }, runs)
  const asked = runs + 20
  return {
    size,
    wall,
    bytes,
    own: (processorOf(application.pid) - before.own) / asked,
    dovecot: (processorOfDovecot() - before.dovecot) / asked,
  }
}

await main()
