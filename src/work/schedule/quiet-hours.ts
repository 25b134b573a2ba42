import { inParis, momentsInParis } from './paris.ts'
import { isPublicHoliday } from './public-holidays.ts'
import { isSchoolHoliday } from './school-holidays.ts'

/** When people are left in peace. */
export interface QuietHours {
  /** Of each day; over midnight where the end comes before the beginning. */
  nights: { from: Temporal.PlainTime; to: Temporal.PlainTime } | undefined
  /** Kinds of whole days. */
  days: QuietDay[]
}

const quietDays = {
  weekends: (day: Temporal.PlainDate) => day.dayOfWeek > 5,
  holidays: isPublicHoliday,
  'school-holidays': isSchoolHoliday,
}

type QuietDay = keyof typeof quietDays

/** Reads `19:00-08:00,weekends,holidays`, in any order; undefined for what is nothing of the kind. Empty: never quiet. */
export function readQuietHours(list: string): QuietHours | undefined {
  const quiet: QuietHours = { nights: undefined, days: [] }
  for (const entry of list.split(',').map((one) => one.trim())) {
    const [, from, to] = /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(entry) ?? []
    if (from && to && from !== to) {
      quiet.nights = { from: Temporal.PlainTime.from(from), to: Temporal.PlainTime.from(to) }
    } else if (Object.hasOwn(quietDays, entry)) quiet.days.push(entry as QuietDay)
    else if (entry) return undefined
  }
  return quiet
}

/** Whether there is any quiet at all. */
export const hasQuiet = ({ nights, days }: QuietHours): boolean => nights !== undefined || days.length > 0

/** Whether people are left in peace at that moment. */
export const isQuiet = (quiet: QuietHours, at: Date): boolean => isQuietAt(quiet, inParis(at))

/** Days looked at: more than the longest holidays. */
const farthest = 100

/** When the quiet that reigns at `at` ends, or `at` itself where it does not; undefined where it never ends. */
export function nextWorkingHour(quiet: QuietHours, at: Date): Date | undefined {
  const now = inParis(at)
  if (!isQuietAt(quiet, now)) return at
  const today = now.toPlainDate()
  const starts = Array.from({ length: farthest }, (_, days) => today.add({ days })).flatMap((day) => [
    day.toPlainDateTime(),
    ...(quiet.nights ? [day.toPlainDateTime(quiet.nights.to)] : []),
  ])
  return starts.flatMap(momentsInParis).find((one) => one > at && !isQuiet(quiet, one))
}

function isQuietAt({ nights, days }: QuietHours, wall: Temporal.PlainDateTime): boolean {
  const day = wall.toPlainDate()
  return isNight(nights, wall.toPlainTime()) || days.some((kind) => quietDays[kind](day))
}

function isNight(nights: QuietHours['nights'], time: Temporal.PlainTime): boolean {
  if (!nights) return false
  const { from, to } = nights
  const isBefore = (one: Temporal.PlainTime, other: Temporal.PlainTime) => Temporal.PlainTime.compare(one, other) < 0
  return isBefore(from, to) ? !isBefore(time, from) && isBefore(time, to) : !isBefore(time, from) || isBefore(time, to)
}
