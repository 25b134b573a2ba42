import type { ImapFlow } from 'imapflow'
import type { Lab } from '../index.ts'
import * as people from './accounts.ts'
import { archivesLetters } from './archives-letters.ts'
import { lettersWithFiles } from './attachments.ts'
import { conversations } from './conversations.ts'
import { inboxOfToday } from './inbox-of-today.ts'
import { karimLetters } from './karim-letters.ts'
import { momentsBefore, type Letter, type Moment } from './letter.ts'
import { listLetters } from './lists.ts'
import { newsletters } from './newsletters.ts'
import { oddLetters } from './odd-letters.ts'
import { ordinaryLetters } from './ordinary-letters.ts'
import { ownLettersAndJunk } from './own-letters.ts'

/** Fills a fresh lab with the demo's five mailboxes, as they would look at `now`. */
export async function seedDemo(lab: Lab, now: Date): Promise<void> {
  const at = momentsBefore(now)
  for (const account of people.accounts) await lab.addUser(account)
  await fill(lab, people.marie.login, await mariesLetters(at))
  await fill(lab, people.karim.login, await karimLetters(at))
  await lab.seedMaildir(people.archives.login, 'INBOX', archivesLetters(20_000, now))
  await lab.seedMaildir(people.full.login, 'INBOX', tooMuch(now))
  for (const { login } of [people.archives, people.full]) await meet(lab, login)
}

async function mariesLetters(at: Moment): Promise<Letter[]> {
  const kinds = [
    inboxOfToday,
    conversations,
    listLetters,
    newsletters,
    lettersWithFiles,
    oddLetters,
    ordinaryLetters,
    ownLettersAndJunk,
  ]
  return (await Promise.all(kinds.map((kind) => kind(at)))).flat()
}

/** Oldest first, because IMAP numbers messages as they come. */
async function fill(lab: Lab, login: string, letters: Letter[]): Promise<void> {
  const inOrder = letters.toSorted((one, other) => one.date.getTime() - other.date.getTime())
  await lab.asUser({ login, password: people.sharedPassword }, async (imap) => {
    await makeFolders(imap, new Set(letters.map(({ folder }) => folder)))
    for (const { folder, raw, flags, date } of inOrder) {
      const answer = await imap.append(folder, raw, flags, date)
      if (!answer) throw new Error(`A letter of the demo was refused in ${folder}`)
    }
  })
}

async function makeFolders(imap: ImapFlow, folders: Set<string>): Promise<void> {
  const known = new Set((await imap.list()).map(({ path }) => path))
  for (const folder of [...folders].sort().filter((name) => !known.has(name))) {
    await imap.mailboxCreate(folder)
    await imap.mailboxSubscribe(folder)
  }
}

/** The server meets what was written to the maildir now, rather than at the first sign-in. */
async function meet(lab: Lab, login: string): Promise<void> {
  await lab.asUser({ login, password: people.sharedPassword }, async (imap) => {
    await imap.mailboxOpen('INBOX')
  })
}

function* tooMuch(now: Date) {
  for (let place = 0; place < 12; place++) {
    const date = new Date(now.getTime() - (12 - place) * 86_400_000)
    const head = `From: Scanner <scanner@ac-lyon.example>\r\nSubject: Copie ${place + 1}\r\nDate: ${date.toUTCString()}\r\n\r\n`
    yield { raw: head + 'Une très longue copie.\r\n'.repeat(4_400), date, flags: ['\\Seen'] }
  }
}
