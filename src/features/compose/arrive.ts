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
  /** Empty for whatever came after the last that was looked at. */
  name: string
  why: 'large' | 'many' | 'failed' | 'unread'
}

/** What a letter's form brought. */
export interface Arrival {
  /** Whose letter it is, by its token. */
  account: string
  /** The submit that was pressed, without its `do-`. */
  pressed: string
  /** As the form says it, with the files that came along. */
  letter: DraftLetter
  /** What From was when the page was drawn. */
  fromBefore: string
  /** Uploads made of this very post. */
  received: Upload[]
  leftOut: LeftOut[]
}

export interface Door {
  /** The draft's own token, first field of the form: the account it was given to, or undefined. */
  admit: (token: string) => string | undefined
  /** Bytes of files that a letter of the account may have in all. */
  limit: (account: string, letter: DraftLetter) => Promise<number>
}

/** Reads a letter's form as it arrives, each file sealed as its bytes come. Rejects with `MultipartError`. */
export async function receiveLetter(req: Request, door: Door, { config, uploads }: Services): Promise<Arrival> {
  const files = new Receiver(door, uploads)
  try {
    const { fields, cut } = await readMultipart(req, {
      admit: (name, token) => name === 'token' && files.admit(token),
      receive: (file, before) => files.receive(file, before),
      limits: { body: config.uploadLimit * readOn + longestField, field: longestField, fields: mostFields },
    })
    const { pressed, letter, fromBefore } = readLetter(fields)
    const { account, received, leftOut } = files
    if (cut) leftOut.push({ name: '', why: 'unread' })
    letter.files.push(...received.map(({ id }) => id))
    return { account, pressed, letter, fromBefore, received, leftOut }
  } catch (error) {
    await files.drop()
    throw error
  }
}

/** Keeps files one after the other, as far as there is room beside those the letter has already. */
class Receiver {
  readonly received: Upload[] = []
  readonly leftOut: LeftOut[] = []
  readonly #door: Door
  readonly #uploads: Services['uploads']
  #owner: string | undefined
  #attached: Promise<Upload[]> | undefined
  #room: Promise<number> | undefined
  #before = Promise.resolve()

  constructor(door: Door, uploads: Services['uploads']) {
    this.#door = door
    this.#uploads = uploads
  }

  admit(token: string): boolean {
    this.#owner = this.#door.admit(token)
    return this.#owner !== undefined
  }

  /** Whose letter it is, once admitted. */
  get account(): string {
    if (this.#owner === undefined) throw new Error('A file came before its letter was admitted')
    return this.#owner
  }

  /** In turn: the room left for a file is known once the one before it is kept. */
  receive(file: ArrivingFile, fields: URLSearchParams): Promise<void> {
    return (this.#before = this.#before.then(() => this.#keep(file, fields)))
  }

  async #keep({ name, type, content }: ArrivingFile, fields: URLSearchParams): Promise<void> {
    // A browser posts an empty part for a field in which no file was chosen.
    if (!name) return void content.resume()
    const file = { name: safeFileName(name), type, content }
    try {
      this.#attached ??= this.#uploads.describe(this.account, fields.getAll('attached'))
      const kept = [...(await this.#attached), ...this.received]
      if (kept.length >= mostFiles) {
        this.leftOut.push({ name: file.name, why: 'many' })
        return void content.resume()
      }
      this.#room ??= this.#door.limit(this.account, readLetter(fields).letter)
      const limit = Math.max(0, (await this.#room) - weightOf(kept, []))
      this.received.push(await this.#uploads.receive(this.account, { ...file, limit }))
    } catch (error) {
      content.resume()
      this.leftOut.push({ name: file.name, why: error instanceof UploadTooLarge ? 'large' : 'failed' })
    }
  }

  /** The form never arrived whole: neither did its files. */
  async drop(): Promise<void> {
    if (this.received.length === 0) return
    await this.#uploads.remove(
      this.account,
      this.received.map(({ id }) => id),
    )
  }
}
