export interface Reading {
  today: Temporal.PlainDate
  /** Whether « 3/12 » is the twelfth of March. */
  monthFirst: boolean
}

/** Reads « 3/12/2026 », « 3/12 », « jeudi 3 décembre », `2026-12-03`; undefined for what names no day. */
export function readDay(typed: string, reading: Reading): Temporal.PlainDate | undefined {
  const text = withoutAccents(typed.trim().replaceAll(/[\s\u00a0\u202f]+/g, ' '))
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? []
  if (year && month && day) return dayOf({ year: Number(year), month: Number(month), day: Number(day) })
  return readDigits(text, reading) ?? readWords(text, reading)
}

const withoutAccents = (text: string) => text.toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '')

function readDigits(text: string, { today, monthFirst }: Reading): Temporal.PlainDate | undefined {
  const [, first, second, year] = /^(\d{1,2})[/.\s-](\d{1,2})(?:[/.\s-](\d{2}|\d{4}))?$/.exec(text) ?? []
  if (!first || !second) return undefined
  const [day, month] = monthFirst ? [Number(second), Number(first)] : [Number(first), Number(second)]
  return inYear({ year, month, day }, today)
}

/** The name of the week's day says nothing new. */
function readWords(text: string, { today }: Reading): Temporal.PlainDate | undefined {
  const [, day, word, year] = /^(?:le )?(?:[a-z]+ )?(\d{1,2})(?:er)? ([a-z]{3,})\.?(?: (\d{4}))?$/.exec(text) ?? []
  const month = word && monthCalled(word)
  return day && month ? inYear({ year, month, day: Number(day) }, today) : undefined
}

const monthNames = ['fr', 'en'].map((language) => {
  const names = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, month) => withoutAccents(names.format(Date.UTC(2026, month))))
})

/** By its name or the beginning of it; « jui » is the beginning of two. */
function monthCalled(word: string): number | undefined {
  const found = monthNames.flatMap((names) =>
    names.flatMap((name, index) => (name.startsWith(word) ? [index + 1] : [])),
  )
  const [month] = found
  return found.every((other) => other === month) ? month : undefined
}

/** Without a year, the next such day. */
function inYear(
  { year, month, day }: { year: string | undefined; month: number; day: number },
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  if (year) return dayOf({ year: year.length === 2 ? 2000 + Number(year) : Number(year), month, day })
  const found = dayOf({ year: today.year, month, day })
  return found && Temporal.PlainDate.compare(found, today) >= 0 ? found : dayOf({ year: today.year + 1, month, day })
}

function dayOf(given: { year: number; month: number; day: number }): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(given, { overflow: 'reject' })
  } catch {
    return undefined
  }
}
