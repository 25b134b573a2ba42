import { folded, type Known, type Period } from './term.ts'

const months = [
  'janvier janv january jan',
  'fevrier fevr fev february feb',
  'mars march mar',
  'avril avr april apr',
  'mai may',
  'juin june jun',
  'juillet juil july jul',
  'aout august aug',
  'septembre sept september sep',
  'octobre oct october',
  'novembre nov november',
  'decembre dec december',
].map((names) => names.split(' '))

const daysAgo: Record<string, number> = {
  "aujourd'hui": 0,
  today: 0,
  hier: 1,
  yesterday: 1,
  'avant-hier': 2,
}

/** The day, month or year that somebody wrote; undefined when it is none. */
export function periodOf(
  typed: string,
  { today, monthFirst }: Pick<Known, 'today' | 'monthFirst'>,
): Period | undefined {
  const text = folded(typed).replaceAll('’', "'").replace(/^1er /, '1 ').trim()
  const ago = Object.hasOwn(daysAgo, text) ? daysAgo[text] : undefined
  if (ago !== undefined) return dayBefore(today, ago)

  return digits(text, today, monthFirst) ?? named(text, today)
}

function digits(text: string, today: string, monthFirst: boolean): Period | undefined {
  const [, year, month, day] = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text) ?? []
  if (year) return period(year, month, day)

  const [, ofMonth, ofYear] = /^(\d{1,2})[-/.](\d{4})$/.exec(text) ?? []
  if (ofYear) return period(ofYear, ofMonth)

  const [, one, other, last] = /^(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?$/.exec(text) ?? []
  if (!one || !other) return undefined
  const [dayOf, monthOf] = monthFirst ? [other, one] : [one, other]
  return last ? period(last.length === 2 ? `20${last}` : last, monthOf, dayOf) : latest(today, monthOf, dayOf)
}

/** « mars 2025 », « 12 mars », « march 12 2025 ». */
function named(text: string, today: string): Period | undefined {
  const words = text.split(/[ .,]+/).filter(Boolean)
  const month = words.map((word) => months.findIndex((names) => names.includes(word)) + 1).find((found) => found > 0)
  const numbers = words.filter((word) => /^\d+$/.test(word))
  if (!month || numbers.length !== words.length - 1) return undefined

  const year = numbers.find((number) => number.length === 4)
  const [day, ...others] = numbers.filter((number) => number !== year)
  if (others.length > 0) return undefined
  return year ? period(year, String(month), day) : latest(today, String(month), day)
}

/** Without a year, the last time there was such a day: mail is in the past. */
function latest(today: string, month: string, day?: string): Period | undefined {
  const year = Number(today.slice(0, 4))
  const found = period(String(year), month, day)
  return found?.from !== undefined && found.from > today ? period(String(year - 1), month, day) : found
}

/** Undefined for a day that no calendar has. */
function period(year: string, month?: string, day?: string): Period | undefined {
  const at = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)] as const
  const from = asDay(...at)
  if (
    at[0] < 1900 ||
    at[0] > 2999 ||
    from !== [year, (month ?? '1').padStart(2, '0'), (day ?? '1').padStart(2, '0')].join('-')
  ) {
    return undefined
  }
  const until = asDay(at[0] + (month ? 0 : 1), at[1] + (month && !day ? 1 : 0), at[2] + (day ? 1 : 0))
  return { from, until }
}

function dayBefore(today: string, days: number): Period {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  return { from: asDay(year, month - 1, day - days), until: asDay(year, month - 1, day - days + 1) }
}

const asDay = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)

/** The last day of a period, which `until` only ends. */
export function lastDayOf(until: string): string {
  return new Date(Date.parse(until) - 86_400_000).toISOString().slice(0, 10)
}
