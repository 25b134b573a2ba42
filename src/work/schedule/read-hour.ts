import { inParis, whenInParis } from './paris.ts'
import { readDay } from './read-day.ts'
import { readTime } from './read-time.ts'

/** A date and an hour as somebody typed them. */
export interface TypedHour {
  date: string
  hour: string
}

/** What keeps them from being an hour at which a letter can leave, and the field where it stands. */
export type HourTrouble =
  { field: 'date'; why: 'unread' | 'past' | 'far' } | { field: 'hour'; why: 'unread' | 'past' | 'missing' }

export type HourRead = { ok: true; at: Date } | { ok: false; troubles: HourTrouble[] }

interface Given {
  now: Date
  /** Whether « 3/12 » is the twelfth of March. */
  monthFirst?: boolean
}

/**
 * Reads « 3/12/2026 », « 3 décembre », `2026-12-03`; « 8 h », « 8:00 », « 8 h 30 », « 8:30 pm », in Paris. Later than
 * now, within a year, and never in the hour that a night of March lacks.
 */
export function readHour({ date, hour }: TypedHour, { now, monthFirst = false }: Given): HourRead {
  const today = inParis(now).toPlainDate()
  const [day, time] = [readDay(date, { today, monthFirst }), readTime(hour)]
  const troubles: HourTrouble[] = []
  if (!day) troubles.push({ field: 'date', why: 'unread' })
  else if (Temporal.PlainDate.compare(day, today) < 0) troubles.push({ field: 'date', why: 'past' })
  else if (Temporal.PlainDate.compare(day, today.add({ years: 1 })) > 0) troubles.push({ field: 'date', why: 'far' })
  if (!time) troubles.push({ field: 'hour', why: 'unread' })
  if (!day || !time || troubles.length > 0) return { ok: false, troubles }

  const at = whenInParis(day.toPlainDateTime(time))
  if (!at) return { ok: false, troubles: [{ field: 'hour', why: 'missing' }] }
  return at > now ? { ok: true, at } : { ok: false, troubles: [{ field: 'hour', why: 'past' }] }
}
