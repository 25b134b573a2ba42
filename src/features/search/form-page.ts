import type { Preferences } from '../../accounts/index.ts'
import type { Destination } from '../../http/destinations.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { labelsOf, type ShownLabel } from '../../list/labels.ts'
import type { SavedSearch, SearchAsked } from '../../work/index.ts'
import { type Fields, fieldsFrom, largerChoices } from './fields.ts'
import type { Sought } from './find.ts'
import { examples, sayTerms, taught, understand } from './language/index.ts'
import { placesOf, placesToChoose } from './places.ts'
import { sayNote, type SearchQuery } from './query.ts'

/** What `views/search/form.ejs` needs. */
export interface FormPage extends Page {
  note: string | undefined
  fields: Fields
  /** The folder chosen, and whether those inside it count. */
  place: string
  below: boolean
  places: Destination[]
  sizes: { value: string; words: string }[]
  labels: ShownLabel[]
  saved: { name: string; words: string; href: string; edit: string }[]
  recent: { words: string; href: string }[]
  /** How the box may be spoken to. */
  operators: { typed: string; means: string }[]
}

interface Shown {
  query: SearchQuery
  sought: Sought
  saved: SavedSearch[]
  recent: SearchAsked[]
  preferences: Preferences
}

export function formPage({ query, sought, saved, recent, preferences }: Shown, locale: Locale): FormPage {
  const { t, language } = locale
  const { folders, known, understood } = sought
  return {
    title: t(query.refine ? 'search.form.refine' : 'search.form.title'),
    note: sayNote(query.note, locale),
    fields: fieldsFrom(understood.terms, known, language),
    place: query.in,
    below: query.below,
    places: placesToChoose(folders, locale),
    sizes: largerChoices.map((bytes) => ({
      value: String(bytes),
      words: t('search.term.larger', { size: locale.size(bytes) }),
    })),
    labels: labelsOf(preferences, locale),
    saved: saved.map((search) => ({
      name: search.name,
      words: sayAsked(search, sought, locale),
      href: hrefOf(search),
      edit: paths.savedSearch(search.id),
    })),
    recent: recent.map((search) => ({ words: sayAsked(search, sought, locale), href: hrefOf(search) })),
    operators: taught.map((one) => ({
      typed: examples[language][one],
      means: t(`search.help.${one}`),
    })),
  }
}

const hrefOf = ({ query: q, place, below }: SearchAsked): string => paths.search({ q, in: place, below })

/** A search in words, its place too. */
export function sayAsked({ query, place, below }: SearchAsked, { folders, known }: Sought, locale: Locale): string {
  const { terms } = understand(query, known)
  const places = placesOf({ terms, query: { in: place, below } }, folders, locale)
  const what = sayTerms(terms, locale) || query
  return places.words ? locale.t('search.asked.in', { what, place: places.words }) : what
}
