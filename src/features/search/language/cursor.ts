import type { Known, Note, Term } from './term.ts'
import type { Token } from './tokens.ts'

/** How far the reading of a search has come, and what it has to say. */
export interface Cursor {
  tokens: Token[]
  at: number
  /** Parentheses open. */
  depth: number
  known: Known
  notes: Note[]
}

/** The text of the next word or phrase, if that is what comes next. */
export function nextText({ tokens, at }: Cursor): string | undefined {
  const token = tokens[at]
  return token?.is === 'word' || token?.is === 'phrase' ? token.text : undefined
}

/** Whether more than `most` things are looked for. */
export function moreThan(most: number, terms: Term[]): boolean {
  const count = (term: Term): number =>
    'terms' in term ? term.terms.reduce((sum, one) => sum + count(one), 0) : term.is === 'not' ? count(term.term) : 1
  return terms.reduce((sum, term) => sum + count(term), 0) > most
}

/**
 * Takes as many of the next words as `meaning` can make something of, the most first: « 12 mars 2025 », « Vie scolaire ».
 * A phrase is taken whole. Gives undefined, and takes nothing, where there is no meaning.
 */
export function takeMeaning<T>(cursor: Cursor, most: number, meaning: (text: string) => T | undefined): T | undefined {
  const { tokens, at } = cursor
  const first = tokens[at]
  if (first?.is === 'phrase') {
    const found = meaning(first.text)
    if (found !== undefined) cursor.at++
    return found
  }
  const next = tokens.slice(at, at + most)
  const words = next.slice(0, next.findIndex((token) => token.is !== 'word') >>> 0).flatMap((token) => textOf(token))
  for (let count = words.length; count > 0; count--) {
    const found = meaning(words.slice(0, count).join(' '))
    if (found === undefined) continue
    cursor.at += count
    return found
  }
  return undefined
}

const textOf = (token: Token): string[] => (token.is === 'word' ? [token.text] : [])
