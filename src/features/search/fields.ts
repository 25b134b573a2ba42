import { z } from 'zod'
import { type Known, lastDayOf, periodOf, printTerms, type Term, understand } from './language/index.ts'

const text = z
  .string()
  .catch('')
  .transform((value) => value.slice(0, 2_000).trim())
const ticked = z.string().transform(Boolean).catch(false)

const fieldsForm = z.object({
  words: text,
  sender: text,
  recipient: text,
  subject: text,
  since: text,
  until: text,
  larger: text,
  label: text,
  attachment: ticked,
  unread: ticked,
  followed: ticked,
})

/** The form for who would rather not learn a language: each field says one thing, and all must hold. */
export type Fields = z.infer<typeof fieldsForm>

/** Undefined for an address that no form wrote. */
export function readFields(query: object): Fields | undefined {
  return Object.keys(fieldsForm.shape).some((name) => name in query) ? fieldsForm.parse(query) : undefined
}

/** Bytes that the form offers. */
export const largerChoices = [100 * 1024, 1024 ** 2, 5 * 1024 ** 2, 10 * 1024 ** 2, 20 * 1024 ** 2]

/** What was filled in, as it would have been typed in the box: one search, one address. */
export function typedFrom(fields: Fields, known: Known, language: 'fr' | 'en'): string {
  const states = (['attachment', 'unread', 'followed'] as const).filter((state) => fields[state])
  const terms: Term[] = [
    ...wordsOf(fields.sender, 'from', known),
    ...wordsOf(fields.recipient, 'to', known),
    ...wordsOf(fields.subject, 'subject', known),
    ...boundOf(fields.since, 'from', known),
    ...boundOf(fields.until, 'until', known),
    ...(/^\d{1,10}$/.test(fields.larger) ? [{ is: 'larger', bytes: Number(fields.larger) } as const] : []),
    ...states.map((state) => ({ is: 'state', state }) as const),
    ...known.labels
      .filter(({ keyword }) => keyword === fields.label)
      .map((label) => ({ is: 'label', ...label }) as const),
  ]
  // Last: quotation marks that are not closed hold to the end.
  return [printTerms(terms, language), fields.words].filter(Boolean).join(' ')
}

type Field = 'from' | 'to' | 'subject'

/** A field holds words and phrases; whatever else the language would read in it is one phrase. */
function wordsOf(typed: string, field: Field, known: Known): Term[] {
  const { terms } = understand(typed, known)
  const words = terms.flatMap((term) => (term.is === 'words' && term.field === 'anywhere' ? [term.words] : []))
  const whole = typed.replace(/["«»“”\p{Cc}]/gu, ' ').trim()
  const all = words.length === terms.length && words.length > 0 ? words : [whole].filter(Boolean)
  return all.map((one) => ({ is: 'words', field, words: one }))
}

/** Both days of the form are days that count. */
function boundOf(typed: string, side: 'from' | 'until', known: Known): Term[] {
  const day = periodOf(typed, known)?.[side]
  return day ? [{ is: 'period', period: side === 'from' ? { from: day } : { until: day } }] : []
}

/** The form as it would have been filled in; what it has no field for stays in words. */
export function fieldsFrom(terms: Term[], known: Known, language: 'fr' | 'en'): Fields {
  const fields = fieldsForm.parse({})
  const rest = terms.filter((term) => !fill(fields, term, known))
  return { ...fields, words: [fields.words, printTerms(rest, language)].filter(Boolean).join(' ') }
}

const fieldOf = { from: 'sender', to: 'recipient', subject: 'subject', anywhere: 'words' } as const

/** Gives whether the term found its field. */
function fill(fields: Fields, term: Term, { labels }: Known): boolean {
  switch (term.is) {
    case 'words': {
      if (!(term.field in fieldOf)) return false
      const name = fieldOf[term.field as keyof typeof fieldOf]
      const words = printTerms([{ ...term, field: 'anywhere' }], 'fr')
      fields[name] = fields[name] ? `${fields[name]} ${words}` : words
      return true
    }
    case 'period': {
      const { from, until } = term.period
      if ((from && fields.since) || (until && fields.until)) return false
      if (from) fields.since = from
      if (until) fields.until = lastDayOf(until)
      return true
    }
    case 'larger':
      if (fields.larger || !largerChoices.includes(term.bytes)) return false
      fields.larger = String(term.bytes)
      return true
    case 'state':
      if (term.state === 'read' || term.state === 'answered') return false
      fields[term.state] = true
      return true
    case 'label':
      if (fields.label || !labels.some(({ keyword }) => keyword === term.keyword)) return false
      fields.label = term.keyword
      return true
    default:
      return false
  }
}
