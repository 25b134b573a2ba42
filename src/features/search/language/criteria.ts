import type { Criterion } from '../../../mail/index.ts'
import { isPlace, type Term, type TextField } from './term.ts'

/** Everywhere a person would say « it is in this message »: header lines that only machines read are left out. */
const anywhere = ['subject', 'from', 'to', 'cc', 'body'] as const

/** What the mail account is asked. Folders are not among it: they say where, not what. */
export function criteriaOf(terms: Term[]): Criterion[] {
  return terms.filter((term) => !isPlace(term)).flatMap(criteriaOfTerm)
}

function criteriaOfTerm(term: Term): Criterion[] {
  switch (term.is) {
    case 'words':
      return [wordsIn(term.field, term.words)]
    case 'period': {
      const { from, until } = term.period
      return [
        ...(from ? [{ what: 'since', day: from } as const] : []),
        ...(until ? [{ what: 'before', day: until } as const] : []),
      ]
    }
    case 'larger':
    case 'smaller':
      return [{ what: term.is, bytes: term.bytes }]
    case 'state':
      return [{ what: term.state }]
    case 'label':
      return [{ what: 'label', keyword: term.keyword }]
    case 'folder':
      return []
    case 'not':
      return [{ not: single(criteriaOfTerm(term.term)) }]
    case 'either':
      return [{ any: term.terms.map((one) => single(criteriaOfTerm(one))) }]
    case 'all':
      return criteriaOf(term.terms)
  }
}

/** Both must hold: neither may fail. */
function single(criteria: Criterion[]): Criterion {
  const [first] = criteria
  return first && criteria.length === 1 ? first : { not: { any: criteria.map((not) => ({ not })) } }
}

function wordsIn(field: TextField, words: string): Criterion {
  const places = field === 'anywhere' ? anywhere : field === 'to' ? (['to', 'cc'] as const) : [field]
  const all = places.flatMap((what) => spellings(words).map((contains): Criterion => ({ what, contains })))
  const [only] = all
  return only && all.length === 1 ? only : { any: all }
}

/** Keyboards write the straight apostrophe, word processors the curly one. */
function spellings(words: string): string[] {
  return /['’]/.test(words) ? [words.replaceAll('’', "'"), words.replaceAll("'", '’')] : [words]
}
