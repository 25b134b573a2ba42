/** Reads « 8 h », « 8h30 », « 8 », `08:00`, « 8:30 pm »; undefined for what names no hour of a day. */
export function readTime(typed: string): Temporal.PlainTime | undefined {
  const text = typed.toLowerCase().replaceAll(/[\s\u00a0\u202f.]+/g, (space) => (space === '.' ? ':' : ''))
  const [, first, minutes = '0', half] =
    /^(\d{1,2})(?:(?:heures?|h|:)(?:(\d{2})(?:min|mn)?(?::\d{2})?)?)?([ap]:?m:?)?$/.exec(text) ?? []
  if (first === undefined) return undefined
  const hours = half ? ofHalfDay(Number(first), half.startsWith('p')) : Number(first)
  return hours < 24 && Number(minutes) < 60 ? new Temporal.PlainTime(hours, Number(minutes)) : undefined
}

/** 12 am is midnight; what no such clock shows is no hour of ours either. */
const ofHalfDay = (hours: number, afternoon: boolean): number =>
  hours < 1 || hours > 12 ? Infinity : (hours % 12) + (afternoon ? 12 : 0)
