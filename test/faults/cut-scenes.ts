import type { LabUser } from '../lab/index.ts'
import type { LabTools } from '../lab/tools.ts'
import type { Browser, Visit } from '../support/browser.ts'

/** `whole`: as if nothing had happened. `said`: the page says what is wrong. Anything else: what it should never be. */
export type Outcome = 'whole' | 'said' | `wrong: ${string}`

/** Something a person does, of which only a part may come through. */
export interface Scene {
  name: string
  /** What stands before; gives what is done while the line is cut. */
  prepare: (turn: number) => Promise<() => Promise<Outcome>>
  /** What must hold once the server is back. */
  afterwards: (turn: number) => Promise<Outcome>
}

export interface Stage {
  tools: LabTools
  user: LabUser
  browser: Browser
}

const rowsOfPage = 25
/** Few and long: what is drawn of a letter, a piece for each line, is remembered too. */
const lines = 20

/** Each wants a user of its own. */
export const scenes: ((stage: Stage) => Scene)[] = [readingList, readingMessage, keepingDraft]

const textOf = (subject: string): string =>
  [
    `First of ${subject}.`,
    ...Array.from({ length: lines }, (_, line) => `Line ${String(line)} of ${subject}.${' And on.'.repeat(90)}`),
    `Last of ${subject}.`,
  ].join('\r\n')

const deliver = ({ tools, user }: Stage, subject: string): Promise<number> =>
  tools.append(user, 'INBOX', {
    raw: `From: Zoé <zoe@lyon.example>\r\nSubject: ${subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${textOf(subject)}\r\n`,
  })

const wrong = (page: Visit): Outcome => `wrong: ${String(page.status)} ${page.words.slice(0, 200)}`

/** The mail server's trouble, with a status to match. */
const isTold = ({ status, words }: Visit): boolean =>
  (status === 503 || status === 504) && /La messagerie (ne répond pas|met trop de temps)/.test(words)

function readingList(stage: Stage): Scene {
  const subjects: string[] = []
  const look = async (): Promise<Outcome> => {
    const page = await stage.browser.open('/mail/INBOX')
    const rows = page
      .$('.mail .what a')
      .toArray()
      .map((link) => page.$(link).text())
    const newest = subjects.toReversed()
    const expected = newest.slice(0, rowsOfPage).join()
    if (isTold(page)) return isOneOf(rows, newest) ? 'said' : wrong(page)
    return page.status === 200 && rows.join() === expected ? 'whole' : wrong(page)
  }
  return {
    name: 'list',
    async prepare(turn) {
      subjects.push(`Row ${String(turn)}`)
      await deliver(stage, `Row ${String(turn)}`)
      return look
    },
    afterwards: look,
  }
}

/** None, or a whole list as it was once: the last one seen. */
const isOneOf = (rows: string[], newest: string[]): boolean => {
  const from = newest.indexOf(rows[0] ?? '')
  return rows.length === 0 || (from >= 0 && rows.join() === newest.slice(from, from + rowsOfPage).join())
}

function readingMessage(stage: Stage): Scene {
  const addresses = new Map<number, string>()
  const read = async (turn: number): Promise<Outcome> => {
    const page = await stage.browser.open(addresses.get(turn) ?? '')
    if (isTold(page)) return 'said'
    const words = page.$('.letter').text()
    if (page.status !== 200) return wrong(page)
    if (words.includes('Line')) return isWhole(words, `Letter ${String(turn)}`) ? 'whole' : wrong(page)
    return page.words.includes('n’a pas pu être lu') ? 'said' : wrong(page)
  }
  return {
    name: 'message',
    async prepare(turn) {
      const uid = await deliver(stage, `Letter ${String(turn)}`)
      const { uidValidity } = await stage.tools.asUser(stage.user, (imap) => imap.mailboxOpen('INBOX'))
      addresses.set(turn, `/mail/INBOX/${String(uidValidity)}-${String(uid)}`)
      return () => read(turn)
    },
    afterwards: (turn) => read(turn),
  }
}

function keepingDraft({ tools, user, browser }: Stage): Scene {
  const pages = new Map<number, Visit>()
  const letterOf = (turn: number) => ({ subject: `Draft ${String(turn)}`, body: textOf(`Draft ${String(turn)}`) })
  return {
    name: 'draft',
    async prepare(turn) {
      const page = await browser.open('/compose')
      pages.set(turn, page)
      return async () => {
        const after = await page.press('do-close', letterOf(turn))
        if (isTold(after) || after.url.startsWith('/outbox')) return 'said'
        return after.status === 200 && after.words.includes('Brouillon') ? 'whole' : wrong(after)
      }
    },
    async afterwards(turn) {
      const page = await browser.open(pages.get(turn)?.url ?? '')
      const { body } = letterOf(turn)
      if (page.$('#body').text().trim() !== body.replaceAll('\r\n', '\n')) return wrong(page)
      await page.press('do-close')
      const copies = await tools.asUser(user, async (imap) => {
        await imap.mailboxOpen('Brouillons')
        return imap.search({ header: { subject: `Draft ${String(turn)}` } }, { uid: true })
      })
      return copies && copies.length === 1 ? 'whole' : `wrong: ${String(copies && copies.length)} copies`
    },
  }
}

const isWhole = (words: string, subject: string): boolean =>
  words.includes(`First of ${subject}.`) &&
  words.includes(`Last of ${subject}.`) &&
  words.match(/Line \d+ of/g)?.length === lines
