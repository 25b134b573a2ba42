/** The clocks of the académie, whatever those of the reader show. */
export const parisZone = 'Europe/Paris'

/** What they show. */
export const inParis = (at: Date): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(parisZone).toPlainDateTime()

/**
 * When they show it: the first time, in the night of October in which an hour comes twice. Undefined in the night of
 * March that lacks one.
 */
export function whenInParis(wall: Temporal.PlainDateTime): Date | undefined {
  const zoned = wall.toZonedDateTime(parisZone, { disambiguation: 'earlier' })
  return zoned.toPlainDateTime().equals(wall) ? new Date(zoned.epochMilliseconds) : undefined
}

/** Whether they show it twice. */
export const comesTwice = (at: Date): boolean => momentsInParis(inParis(at)).length > 1

/** Every moment at which they show it, or, in the hour that March lacks, would have: an hour before and after. */
export function momentsInParis(wall: Temporal.PlainDateTime): Date[] {
  const moments = (['earlier', 'later'] as const).map(
    (disambiguation) => wall.toZonedDateTime(parisZone, { disambiguation }).epochMilliseconds,
  )
  return [...new Set(moments)].map((moment) => new Date(moment))
}
