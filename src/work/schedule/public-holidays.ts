import publicHolidays from '@socialgouv/jours-feries'

/** One of the eleven of the Code du travail, L3133-1. */
export function isPublicHoliday(day: Temporal.PlainDate): boolean {
  // The library gives each as a moment of its day on the clock of this process.
  return Object.values(publicHolidays(day.year)).some(
    (holiday) => holiday.getMonth() + 1 === day.month && holiday.getDate() === day.day,
  )
}
