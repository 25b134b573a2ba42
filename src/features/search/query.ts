import { z } from 'zod'
import type { Locale } from '../../i18n/index.ts'
import { longest } from './language/index.ts'

const text = z.string().catch('')
const yes = z.literal('true').transform(Boolean).catch(false)

/** One character more than may be: what is longer is said to be. */
const cut = (value: string): string => value.slice(0, longest + 1)

const listNotes = ['none', 'where', 'which', 'label', 'gone', 'partly'] as const
const ownNotes = ['saved', 'renamed', 'removed', 'forgotten', 'full', 'unnamed', 'left'] as const

type SearchNote = (typeof listNotes)[number] | (typeof ownNotes)[number]

const searchQuery = z.object({
  q: text.transform((value) => cut(value).trim()),
  in: text,
  below: yes,
  at: text,
  back: text,
  refine: yes,
  all: yes,
  ticked: text.transform((value) => value.split('\n').filter(Boolean)),
  note: z
    .enum([...listNotes, ...ownNotes])
    .optional()
    .catch(undefined),
})

/** What is asked of a search; whatever makes no sense is as if it were not there. */
export type SearchQuery = z.infer<typeof searchQuery>

export const readSearchQuery = (query: unknown): SearchQuery => searchQuery.parse(query)

/** The sentence a form calls for: what a list has to say is said as every list says it. */
export function sayNote(note: SearchNote | undefined, { t }: Pick<Locale, 't'>): string | undefined {
  if (!note) return undefined
  return isListNote(note) ? t(`mailbox.note.${note}`) : t(`search.note.${note}`)
}

const isListNote = (note: string): note is (typeof listNotes)[number] => (listNotes as readonly string[]).includes(note)

/** The part of an address that says what is searched: the same wherever one goes from there. */
export const askedIn = ({ q, in: place, below }: Pick<SearchQuery, 'q' | 'in' | 'below'>) => ({ q, in: place, below })
