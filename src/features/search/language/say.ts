import type { Locale } from '../../../i18n/index.ts'
import { lastDayOf } from './days.ts'
import type { Period, Term } from './term.ts'

/** What was understood, in words: « de « dupont » et à partir du 12 mars 2025 ». */
export function sayTerms(terms: Term[], locale: Locale): string {
  return locale.list(terms.map((term) => say(term, locale)))
}

function say(term: Term, locale: Locale): string {
  const { t, size } = locale
  switch (term.is) {
    case 'words':
      return t(`search.term.words.${term.field}`, { words: term.words })
    case 'period':
      return sayPeriod(term.period, locale)
    case 'larger':
    case 'smaller':
      return t(`search.term.${term.is}`, { size: size(term.bytes) })
    case 'state':
      return t(`search.term.state.${term.state}`)
    case 'label':
      return t('search.term.label', { name: term.name })
    case 'folder':
      return t('search.term.folder', { name: term.name })
    case 'not':
      return t('search.term.not', { term: say(term.term, locale) })
    case 'either':
      return term.terms.map((one) => say(one, locale)).reduce((one, other) => t('search.term.either', { one, other }))
    case 'all':
      return t('search.term.all', { terms: sayTerms(term.terms, locale) })
  }
}

function sayPeriod({ from, until }: Period, { day, t }: Locale): string {
  const inWords = (isoDay: string) => day(new Date(`${isoDay}T12:00:00Z`))
  if (from && until) {
    const last = lastDayOf(until)
    if (from === last) return t('search.term.on', { day: inWords(from) })
    return t('search.term.during', { first: inWords(from), last: inWords(last) })
  }
  return from ? t('search.term.since', { day: inWords(from) }) : t('search.term.before', { day: inWords(until ?? '') })
}
