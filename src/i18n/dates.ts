import { byMinute } from './by-minute.ts'
import type { Language, MessageKey } from './messages.ts'

/** How somebody writes days and hours, and where their clock hangs. */
export interface Habits {
  hours: '24' | '12'
  dateOrder: 'day-first' | 'month-first' | 'year-first'
  /** IANA name. */
  timeZone: string
}

export const usualHabits: Habits = { hours: '24', dateOrder: 'day-first', timeZone: 'Europe/Paris' }

export interface Dates {
  /** For a column: « 09:42 », « hier », « lun. 23 », « 16 nov. », « 16/11/2025 » or « 2025-11-16 ». */
  shortDate: (date: Date, now?: Date) => string
  /** For a sentence: « mardi 24 novembre 2026, 9 h 42 ». */
  longDate: (date: Date) => string
  /** « 24 novembre 2026 » */
  day: (date: Date) => string
  /** « 14 h 52 », « 2:52 PM » */
  time: (date: Date) => string
  /** « 14 h 52 min 10 s », « 2:52:10 PM » */
  exactTime: (date: Date) => string
}

export function createDates(language: Language, words: Record<MessageKey, string>, habits: Habits): Dates {
  const { timeZone } = habits
  const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone })
  const french = language === 'fr'
  const region = regionOf(language, habits)
  const format = (options: Intl.DateTimeFormatOptions, where = region) => {
    const formatter = new Intl.DateTimeFormat(where, { timeZone, ...options })
    const word = ({ type, value }: Intl.DateTimeFormatPart) =>
      french && type === 'day' && value === '1' ? '1ᵉʳ' : value
    return byMinute((date) => formatter.formatToParts(date).map(word).join('').replaceAll('\u202f', '\u00a0'))
  }

  const halfDay = habits.hours === '12'
  const ofTwelve = format({ hour: 'numeric', minute: '2-digit', hourCycle: 'h12' }, 'en-US')
  const ofDay = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const clock = halfDay ? (date: Date) => ofTwelve(date).replaceAll(' ', '\u00a0') : ofDay
  const weekDay = format({ weekday: 'short', day: 'numeric' })
  const dayOfYear = format({ day: 'numeric', month: 'short' })
  const digits = byMinute((date) => inDigits(isoDay.format(date), habits))
  const longDay = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const day = format({ day: 'numeric', month: 'long', year: 'numeric' })

  const yearOf = byMinute((date) => isoDay.format(date).slice(0, 4))
  /** Days of the zone's calendar since 1970. */
  const dayNumber = byMinute((date) => Math.round(Date.parse(isoDay.format(date)) / 86_400_000))

  function time(date: Date): string {
    const [hours = '', minutes = ''] = clock(date).split(':')
    return french && !halfDay ? `${Number(hours)}\u00a0h\u00a0${minutes}` : clock(date)
  }

  function shortDate(date: Date, now = new Date()): string {
    const age = dayNumber(now) - dayNumber(date)
    if (age === 0) return clock(date)
    if (age === 1) return words['frame.date.yesterday']
    if (age > 1 && age < 7) return weekDay(date)
    return yearOf(date) === yearOf(now) && age > 0 ? dayOfYear(date) : digits(date)
  }

  function exactTime(date: Date): string {
    const seconds = String(date.getUTCSeconds()).padStart(2, '0')
    if (french && !halfDay) return `${time(date)}\u00a0min\u00a0${seconds}\u00a0s`
    return clock(date).replace(/:\d\d/, (minutes) => `${minutes}:${seconds}`)
  }

  return { shortDate, time, exactTime, day, longDate: byMinute((date) => `${longDay(date)}, ${time(date)}`) }
}

/** In words the order is the language's own; English has two. */
function regionOf(language: Language, { dateOrder }: Habits): string {
  if (language === 'fr') return 'fr-FR'
  return dateOrder === 'month-first' ? 'en-US' : 'en-GB'
}

/** `iso`: `2025-11-16`. */
function inDigits(iso: string, { dateOrder }: Habits): string {
  const [year = '', month = '', day = ''] = iso.split('-')
  if (dateOrder === 'year-first') return iso
  return (dateOrder === 'month-first' ? [month, day, year] : [day, month, year]).join('/')
}
