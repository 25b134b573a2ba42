import type { Lab, LabUser } from '../lab/index.ts'
import { type Reader, type RunningApplication, signInto } from './application.ts'
import { movingMany } from './heavy.ts'
import { variedMessages } from './mailbox.ts'
import { compare } from './measure.ts'
import { openRawImap, type RawImap } from './raw-imap.ts'
import type { Row } from './table.ts'

export interface Ground {
  lab: Lab
  application: RunningApplication
}

export interface Stage extends Ground {
  size: number
  user: LabUser
  raw: RawImap
  reader: Reader
}

const runs = 200
const folders = 'LIST "" * RETURN (SUBSCRIBED SPECIAL-USE STATUS (MESSAGES UNSEEN))'

/** One reader's pages on a mailbox of `size`, each beside the IMAP commands it cannot do without. */
export async function pagesAt(size: number, { lab, application }: Ground): Promise<Row[]> {
  const user = await lab.addUser({ login: `bench${String(size)}` })
  await lab.seedMaildir(user.login, 'INBOX', variedMessages(size))
  const raw = await openRawImap(lab, user)
  const stage = { lab, application, size, user, raw, reader: await signInto(application.port, user, 'own') }
  const rows = [
    ...(await lists(stage)),
    ...(await letters(stage)),
    await search(stage),
    await signingIn(stage),
    await movingMany(stage),
  ]
  raw.close()
  return rows
}

async function lists(stage: Stage): Promise<Row[]> {
  const { raw, reader, size } = stage
  // As in service: what serves pages has served some hundreds before.
  for (let page = 0; page < 400; page++) await reader.get('/mail/INBOX')
  const rowsFrom = (first: number) => `FETCH ${String(Math.max(1, first - 24))}:${String(first)} (UID FLAGS)`
  const page = Math.min(500, Math.floor(size / 50))
  const both = (first: number) => async () => {
    await raw.ask(rowsFrom(first))
    await raw.ask(folders)
  }
  const news = async () => {
    await raw.ask('NOOP')
    await raw.ask(folders)
  }
  return [
    await rowOf(stage, { what: 'inbox, 25 rows', path: '/mail/INBOX', floor: both(size) }),
    await rowOf(stage, {
      what: 'inbox, one flag changed',
      path: '/mail/INBOX',
      prepare: flagOrUnflag(stage),
      floor: both(size),
    }),
    await rowOf(stage, {
      what: 'inbox, unchanged (304)',
      path: '/mail/INBOX',
      headers: { 'if-none-match': (await reader.get('/mail/INBOX')).etag },
      floor: news,
    }),
    await rowOf(stage, {
      what: `page ${String(page)}`,
      path: `/mail/INBOX?page=${String(page)}`,
      floor: both(size - (page - 1) * 25),
    }),
  ]
}

/** Another program follows the newest message, or no longer does. */
function flagOrUnflag({ raw, size }: Stage): () => Promise<unknown> {
  let sign = '+'
  return () => {
    sign = sign === '+' ? '-' : '+'
    return raw.ask(`STORE ${String(size)} ${sign}FLAGS.SILENT (\\Flagged)`)
  }
}

async function letters(stage: Stage): Promise<Row[]> {
  const { raw, reader } = stage
  const links = [...(await reader.get('/mail/INBOX')).text().matchAll(/href="(\/mail\/INBOX\/\d+-(\d+))"/g)]
  const open = async (what: string, [, path = '', uid = '']: string[]) =>
    rowOf(stage, {
      what,
      path,
      floor: async () => {
        await raw.ask(`UID FETCH ${uid} (FLAGS BODY.PEEK[1])`)
        await raw.ask(folders)
      },
    })
  // The newest is the long one, the next a plain text.
  return [await open('open a 30 KB HTML letter', links[0] ?? []), await open('open a text letter', links[1] ?? [])]
}

const search = (stage: Stage): Promise<Row> =>
  rowOf(stage, {
    what: 'search a subject',
    path: `/search?in=INBOX&q=${encodeURIComponent('objet:cantine')}`,
    times: stage.size > 20_000 ? 10 : 30,
    floor: () => stage.raw.ask('UID SEARCH CHARSET UTF-8 SUBJECT cantine'),
  })

/** From the form sent until the list has come, on connections of their own. */
async function signingIn({ lab, application, user, size }: Stage): Promise<Row> {
  const { imap } = lab
  const newest = `FETCH ${String(Math.max(1, size - 24))}:* (UID FLAGS INTERNALDATE ENVELOPE)`
  let bytes = 0
  const compared = await compare(
    {
      floor: async () => {
        const line = await openRawImap({ ...lab, imap }, user)
        await line.ask(newest)
        line.close()
      },
      page: async () => {
        const reader = await signInto(application.port, user, 'own')
        bytes = (await reader.get('/mail/INBOX')).bytes
      },
    },
    application.pid,
    20,
  )
  return { what: 'sign in until the list', size, bytes, ...compared, dovecot: undefined }
}

interface Asked {
  what: string
  path: string
  headers?: Record<string, string>
  floor: () => Promise<unknown>
  prepare?: () => Promise<unknown>
  times?: number
}

async function rowOf({ application, reader, size }: Stage, asked: Asked): Promise<Row> {
  const { what, path, headers, floor, prepare, times = runs } = asked
  let bytes = 0
  const page = async (): Promise<void> => {
    const answer = await reader.get(path, headers)
    if (answer.status !== 200 && answer.status !== 304) throw new Error(`${path} gave ${String(answer.status)}`)
    bytes = answer.bytes
  }
  return { what, size, ...(await compare({ floor, page, ...(prepare && { prepare }) }, application.pid, times)), bytes }
}
