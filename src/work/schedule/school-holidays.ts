import known from './school-holidays.json' with { type: 'json' }

const holidays = known.holidays.map(({ first, backOn }) => ({
  first: Temporal.PlainDate.from(first),
  backOn: Temporal.PlainDate.from(backOn),
}))

/** No class on that day, as far as the file of the calendar goes. */
export const isSchoolHoliday = (day: Temporal.PlainDate): boolean =>
  holidays.some(({ first, backOn }) => isBefore(day, backOn) && !isBefore(day, first))

/** The first school day after the holidays of now, or else the next ones; undefined where the file ends before. */
export const backToSchool = (day: Temporal.PlainDate): Temporal.PlainDate | undefined =>
  holidays.find(({ backOn }) => isBefore(day, backOn))?.backOn

const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(one, other) < 0
