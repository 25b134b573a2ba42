import { lastDayOf } from './days.ts'
import { isUnread } from './operators.ts'
import { sizeIn } from './sizes.ts'
import type { Period, State, Term, TextField } from './term.ts'

interface Words {
  field: Record<Exclude<TextField, 'anywhere'>, string>
  state: Record<State, string>
  since: string
  before: string
  on: string
  larger: string
  smaller: string
  label: string
  folder: string
  or: string
}

/** The operators of each language, as they are taught. */
const taught: Record<'fr' | 'en', Words> = {
  fr: {
    field: { from: 'de', to: 'à', cc: 'cc', subject: 'objet', body: 'texte', list: 'liste', file: 'pièce' },
    state: {
      unread: 'est:nonlu',
      read: 'est:lu',
      followed: 'est:suivi',
      answered: 'est:répondu',
      attachment: 'pièce:oui',
    },
    since: 'après',
    before: 'avant',
    on: 'le',
    larger: 'plus',
    smaller: 'moins',
    label: 'étiquette',
    folder: 'dans',
    or: 'OU',
  },
  en: {
    field: { from: 'from', to: 'to', cc: 'cc', subject: 'subject', body: 'body', list: 'list', file: 'attachment' },
    state: {
      unread: 'is:unread',
      read: 'is:read',
      followed: 'is:flagged',
      answered: 'is:answered',
      attachment: 'attachment:yes',
    },
    since: 'after',
    before: 'before',
    on: 'on',
    larger: 'larger',
    smaller: 'smaller',
    label: 'label',
    folder: 'in',
    or: 'OR',
  },
}

/** Writes terms as they would be typed: understood again, they are the same. */
export function printTerms(terms: Term[], language: 'fr' | 'en'): string {
  const words = taught[language]
  return terms.map((term) => print(term, words, language)).join(' ')
}

function print(term: Term, words: Words, language: 'fr' | 'en'): string {
  switch (term.is) {
    case 'words':
      return term.field === 'anywhere' ? quoted(term.words) : `${words.field[term.field]}:${quoted(term.words)}`
    case 'period':
      return printPeriod(term.period, words)
    case 'larger':
    case 'smaller':
      return `${words[term.is]}:${sizeIn(term.bytes, language)}`
    case 'state':
      return words.state[term.state]
    case 'label':
      return `${words.label}:${quoted(term.name)}`
    case 'folder':
      return `${words.folder}:${quoted(term.name)}`
    case 'not':
      return `-${print(term.term, words, language)}`
    case 'either':
      return `(${term.terms.map((one) => print(one, words, language)).join(` ${words.or} `)})`
    case 'all':
      return `(${term.terms.map((one) => print(one, words, language)).join(' ')})`
  }
}

function printPeriod({ from, until }: Period, { since, before, on }: Words): string {
  if (!from || !until) return from ? `${since}:${from}` : `${before}:${until ?? ''}`
  if (from === lastDayOf(until)) return `${on}:${from}`
  return until.slice(5) === from.slice(5) ? `${on}:${from.slice(0, 4)}` : `${on}:${from.slice(0, 7)}`
}

/** Bare where nothing of it could be read as a sign of the language. */
function quoted(words: string): string {
  const bare = /^[\p{L}\p{N}@][\p{L}\p{N}@._'’+-]*$/u.test(words) && !/[._]$/.test(words)
  const reserved = isUnread(words) || /^(OU|OR|NON|NOT|SAUF|ET|AND|oui|non|yes|no|lus?)$/i.test(words)
  if (bare && !reserved) return words
  if (!words.includes('"')) return `"${words}"`
  return words.includes('»') ? `“${words}”` : `« ${words} »`
}
