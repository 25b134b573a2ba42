const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** After the first, second, third and fourth failure; from then on every hour. */
const firstDelays = [30 * second, 2 * minute, 10 * minute, 30 * minute]

/** 48 hours of trying: greylisting lasts minutes, a broken server a weekend. */
const mostAttempts = firstDelays.length + 48

/** Milliseconds until the next try after `failures` of them. */
export const delayAfter = (failures: number): number => firstDelays[failures - 1] ?? hour

export const isHopeless = (failures: number): boolean => failures >= mostAttempts
