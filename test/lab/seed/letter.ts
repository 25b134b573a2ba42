import MailComposer from 'nodemailer/lib/mail-composer'
import type { SendMailOptions } from 'nodemailer'
import { me } from './cast.ts'

/** A message, where it lies, and when it came. */
export interface Letter {
  folder: string
  date: Date
  raw: string | Buffer
  flags: string[]
}

export interface LetterSpec extends Omit<SendMailOptions, 'date' | 'raw'> {
  folder?: string
  date: Date
  /** Read, unless told otherwise. */
  flags?: string[]
}

export const read = ['\\Seen']
export const unread: string[] = []

let lettersMade = 0

/** A letter to Marie that she has read in her inbox, except for what the specification says. */
export async function letter({ folder = 'INBOX', date, flags = read, ...spec }: LetterSpec): Promise<Letter> {
  const messageId = `<${date.getTime().toString(36)}.${++lettersMade}@ac-lyon.example>`
  const raw = await new MailComposer({ to: me, messageId, date, ...spec }).compile().build()
  return { folder, date, raw, flags }
}

/** `days` before today at a time of day in Lyon. */
export type Moment = (days: number, time: string) => Date

/** Today's letters end at ten; before that hour they are all moved back, so that none comes from the future. */
export function momentsBefore(now: Date): Moment {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('Europe/Paris')
  const ten = here.withPlainTime('10:00').epochMilliseconds
  const early = Math.max(0, ten - now.getTime())
  return (days, time) => {
    const moment = here.subtract({ days }).withPlainTime(time).epochMilliseconds
    return new Date(days === 0 ? moment - early : moment)
  }
}
