import type { Preferences } from '../../accounts/index.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale, MessageKey } from '../../i18n/index.ts'
import { type Head, headsOf } from '../../list/heads.ts'
import type { Acting } from '../../list/tools.ts'
import type { Folder, MessageSummary, SearchPage } from '../../mail/index.ts'
import { actingOnFound } from './acting.ts'
import { type FoundRow, foundRows } from './found-rows.ts'
import { examples, sayTerms, type Understood } from './language/index.ts'
import { everywhere, type Places, sayGone } from './places.ts'
import { sayFailed, sayProgress } from './progress.ts'
import { askedIn, sayNote, type SearchQuery } from './query.ts'
import { after, before } from './trail.ts'

/** What `views/search/results.ejs` needs. */
export interface ResultsPage extends Page {
  note: string | undefined
  /** It stands beside the sentence of what was done, which the reader is brought to. */
  besideDeed: boolean
  /** « Cherché : de « dupont », partout sauf dans Indésirables et Corbeille. » Empty where nothing was looked for. */
  searched: string
  /** What was not taken as it was typed, and which folders could not be searched. */
  remarks: string[]
  /** « Cherché jusqu’au 12 mars 2025 : 3 messages trouvés. » */
  progress: string
  here: string
  refine: { href: string; words: string }
  rows: FoundRow[]
  layout: Preferences['listLayout']
  /** Of the table, where that is the layout. */
  heads: Head[]
  acting: Acting
  tickAll: { tick: 'all' | 'none'; href: string; words: string }
  /** Everything the search finds, to act on. */
  whole: string
  back: string
  /** Towards older messages: `words` say whether they are known of already. */
  further: { href: string; words: string } | undefined
  /** Where else to look for the same. */
  elsewhere: { href: string; words: string } | undefined
  /** Hidden fields of the form that keeps the search under a name. */
  keep: { q: string; in: string; below: boolean }
}

interface Shown {
  query: SearchQuery
  understood: Understood
  places: Places
  folders: Folder[]
  /** Undefined where nothing was looked for. */
  found: SearchPage | undefined
  /** Words to mark in what was found, and where they stand in texts. */
  words: string[]
  excerpts: ReadonlyMap<MessageSummary, string>
  preferences: Preferences
}

export function resultsPage(shown: Shown, locale: Locale): ResultsPage {
  const { query, understood, places, folders, found, preferences } = shown
  const { t } = locale
  const asked = askedIn(query)
  const here = { ...asked, at: query.at, back: query.back }
  const progress = found ? sayProgress(found, query, locale) : t('search.nothing')
  return {
    title: t('search.title', { query: query.q, progress }),
    note: sayNote(query.note, locale),
    besideDeed: query.note === 'partly',
    searched: found ? sayWhat(understood, places, locale) : '',
    remarks: [...sayGone(places, locale), ...sayRemarks(shown, locale), ...sayFailed(found, folders, locale)],
    progress,
    here: paths.search(here),
    refine: { href: paths.search({ ...asked, refine: true }), words: t('search.refine') },
    rows: foundRows({ ...shown, items: found?.items ?? [], ticked: query.all ? 'all' : query.ticked }, locale),
    layout: preferences.listLayout,
    heads: headsOf([], locale),
    acting: actingOnFound({ items: found?.items ?? [], places, folders, preferences }, locale),
    tickAll: query.all
      ? { tick: 'none', href: paths.search(here), words: t('mailbox.tick.none') }
      : { tick: 'all', href: paths.search({ ...here, all: true }), words: t('mailbox.tick.all') },
    whole: paths.searchAll(asked),
    back: backFrom(query),
    further: furtherFrom(query, found, locale),
    elsewhere: understood.terms.length > 0 ? elsewhereFrom(query, places, locale) : undefined,
    keep: asked,
  }
}

function sayWhat({ terms }: Understood, { words: place }: Places, locale: Locale): string {
  const what = sayTerms(terms, locale)
  return place ? locale.t('search.searched.in', { what, place }) : locale.t('search.searched', { what })
}

/** An example of what would have been understood, where there is one. */
const exampleOf = { date: 'dates', size: 'size', state: 'state' } as const

/** What was left out, and why nothing was looked for where nothing was. */
function sayRemarks({ understood, places, found }: Shown, { t, language }: Locale): string[] {
  const { terms, notes } = understood
  if (!found && notes.length === 0 && places.gone === undefined) {
    return [t(terms.length > 0 ? 'search.remark.nowhere' : 'search.remark.empty')]
  }
  const searched = found ? 'yes' : 'no'
  return notes.map(({ about, words }) => {
    const example = about in exampleOf ? examples[language][exampleOf[about as keyof typeof exampleOf]] : ''
    return t(`search.remark.${about}`, { words, searched, examples: example })
  })
}

function backFrom({ at, back, ...query }: SearchQuery): string {
  const previous = before({ at, back })
  return previous ? paths.search({ ...askedIn(query), ...previous }) : ''
}

function furtherFrom(query: SearchQuery, found: SearchPage | undefined, { t }: Locale): ResultsPage['further'] {
  if (!found?.next) return undefined
  // More than this first page was found already, however far was looked.
  const known = !found.searchedTo || (!query.at && found.found > found.items.length)
  const words: MessageKey = known ? 'frame.pages.older' : 'search.further'
  return { href: paths.search({ ...askedIn(query), ...after(query, found.next) }), words: t(words) }
}

function elsewhereFrom(
  { q, in: place }: SearchQuery,
  { apart, words }: Places,
  { t }: Locale,
): ResultsPage['elsewhere'] {
  if (apart) return { href: paths.search({ q, in: everywhere }), words: t('search.elsewhere.apart') }
  return words && place !== everywhere ? { href: paths.search({ q }), words: t('search.elsewhere.usual') } : undefined
}
