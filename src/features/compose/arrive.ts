import type { Request } from 'express'
import { type ArrivingFile, readMultipart } from '../../http/multipart.ts'
import { safeFileName } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { type DraftLetter, type Upload, UploadTooLarge } from '../../work/index.ts'
import { mostFiles } from './complaints.ts'
import { readLetter } from './form.ts'
import { weightOf } from './room.ts'

/** A form is read on this many times the room for files: further is not somebody's mistake any more. */
const readOn = 4
/** Bytes of one field: a text of some hundred pages. */
const longestField = 4 * 1024 * 1024
const mostFields = 1_000

/** A file that could not be kept with the letter, and why. */
export interface LeftOut {
  name: string
  why: 'large' | 'many' | 'failed'
}

/** What a letter's form brought. */
export interface Arrival {
  /** Whose letter it is, by its token. */
  account: string
  /** The submit that was pressed, without its `do-`. */
  pressed: string
  /** As the form says it, with the files that came along. */
  letter: DraftLetter
  /** Uploads made of this very post. */
  received: Upload[]
  leftOut: LeftOut[]
}

export interface Door {
  /** The draft's own token, first field of the form: the account it was given to, or undefined. */
  admit: (token: string) => string | undefined
  /** Bytes of files that a letter of the account may have in all. */
  limit: (account: string) => Promise<number>
}

/** Reads a letter's form as it arrives, each file sealed as its bytes come. Rejects with `MultipartError`. */
export async function receiveLetter(req: Request, door: Door, { config, uploads }: Services): Promise<Arrival> {
  const files = createReceiver(door, uploads)
  try {
    const fields = await readMultipart(req, {
      admit: (name, token) => name === 'token' && files.belongTo(door.admit(token)),
      receive: files.receive,
      limits: { body: config.uploadLimit * readOn + longestField, field: longestField, fields: mostFields },
    })
    const { pressed, letter } = readLetter(fields)
    const { account, received, leftOut } = files
    letter.files.push(...received.map(({ id }) => id))
    return { account: account(), pressed, letter, received, leftOut }
  } catch (error) {
    await files.drop()
    throw error
  }
}

/** Keeps files one after the other, as far as there is room beside those the letter has already. */
function createReceiver({ limit }: Door, uploads: Services['uploads']) {
  const received: Upload[] = []
  const leftOut: LeftOut[] = []
  let owner: string | undefined
  let [attached, room]: [Promise<Upload[]>?, Promise<number>?] = []
  let before = Promise.resolve()

  const account = () => {
    if (owner === undefined) throw new Error('A file came before its letter was admitted')
    return owner
  }

  async function keep({ name, type, content }: ArrivingFile, fields: URLSearchParams): Promise<void> {
    // A browser posts an empty part for a field in which no file was chosen.
    if (!name) return void content.resume()
    const file = { name: safeFileName(name), type, content }
    attached ??= uploads.describe(account(), fields.getAll('attached'))
    const kept = [...(await attached), ...received]
    if (kept.length >= mostFiles) {
      leftOut.push({ name: file.name, why: 'many' })
      return void content.resume()
    }
    try {
      room ??= limit(account())
      const left = Math.max(0, (await room) - weightOf(kept, []))
      received.push(await uploads.receive(account(), { ...file, limit: left }))
    } catch (error) {
      content.resume()
      leftOut.push({ name: file.name, why: error instanceof UploadTooLarge ? 'large' : 'failed' })
    }
  }

  return {
    account,
    received,
    leftOut,
    /** In turn: the room left for a file is known once the one before it is kept. */
    receive: (file: ArrivingFile, fields: URLSearchParams) => (before = before.then(() => keep(file, fields))),
    belongTo(found: string | undefined): boolean {
      owner = found
      return owner !== undefined
    },
    /** The form never arrived whole: neither did its files. */
    async drop(): Promise<void> {
      if (owner !== undefined)
        await uploads.remove(
          owner,
          received.map(({ id }) => id),
        )
    },
  }
}
