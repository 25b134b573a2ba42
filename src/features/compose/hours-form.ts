import { z } from 'zod'
import { pressed } from '../../http/form.ts'
import { inParis, type TypedHour } from '../../work/index.ts'

const short = z.string().max(100).catch('')

const hoursForm = z.object({ date: short, hour: short, entry: short, revision: short })

/** What the pages that ask when a letter leaves send back. */
export interface HoursForm {
  /** The revision that the page showed, of a letter that has not been pressed. */
  revision: number
  /** The entry of the outbox that the page showed. */
  entry: string
  /** The hour of the submit that was pressed, or the one that was typed. */
  typed: TypedHour
  /** `plan` for both of these. */
  pressed: string
}

export function readHours(body: unknown): HoursForm {
  const { date, hour, entry, revision } = hoursForm.parse(body ?? {})
  const name = pressed(body)
  const [, proposed] = /^at-(\d{1,15})$/.exec(name) ?? []
  return {
    revision: Number(revision) || 0,
    entry,
    typed: proposed ? typedAs(new Date(Number(proposed))) : { date, hour },
    pressed: proposed ? 'plan' : name,
  }
}

/** What a page's address says was typed. */
export function typedIn(query: unknown): TypedHour {
  const { date, hour } = hoursForm.parse(query)
  return { date, hour }
}

/** The submit of an hour carries it: a page left open past midnight means what it showed. */
export const hourSubmit = (at: Date): string => `do-at-${at.getTime()}`

/** An hour as its fields hold it, in the one form that every browser takes (HTML §4.10.5.1.7). */
export function typedAs(at: Date): TypedHour {
  const wall = inParis(at)
  return { date: wall.toPlainDate().toString(), hour: wall.toPlainTime().toString({ smallestUnit: 'minute' }) }
}
