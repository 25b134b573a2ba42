import { readOperand } from './operand.ts'
import { type Cursor, moreThan } from './cursor.ts'
import { isPlace, type Known, negated, type Term, type TextField, together, type Understood } from './term.ts'
import { tokensOf } from './tokens.ts'

/**
 * Characters, and things looked for at once: beyond them a search is a text that was pasted by mistake. Each word is
 * asked for in five places and two spellings, and the mail account takes ten times as much.
 */
export const longest = 1_000
const mostTerms = 20

/** Parentheses within parentheses: a server has its own limit, and nobody reads more. */
const deepest = 8

/**
 * Understands anything: what is no operator is a word, quotation marks and parentheses need not be closed. Joins as web
 * searches do: all must hold, and « OU » chooses between its two neighbours.
 */
export function understand(typed: string, known: Known): Understood {
  if (typed.length > longest) return { terms: [], notes: [{ about: 'long', words: String(longest) }] }

  const cursor: Cursor = { tokens: tokensOf(typed), at: 0, depth: 0, known, notes: [] }
  const terms: Term[] = []
  while (cursor.at < cursor.tokens.length) {
    terms.push(...readAll(cursor, 'anywhere'))
    cursor.at++ // a parenthesis closed that was never opened
  }
  if (moreThan(mostTerms, terms)) return { terms: [], notes: [{ about: 'many', words: String(mostTerms) }] }
  return { terms: withoutFoldersWithin(flat(terms), cursor), notes: cursor.notes }
}

/** All that stands before the next closing parenthesis. */
function readAll(cursor: Cursor, field: TextField): Term[] {
  const terms: Term[] = []
  let choosing = false
  for (let token = cursor.tokens[cursor.at]; token && token.is !== 'close'; token = cursor.tokens[cursor.at]) {
    if (token.is === 'or') {
      choosing = terms.length > 0
      cursor.at++
      continue
    }
    const term = readTerm(cursor, field)
    if (!term) continue
    const one = choosing ? terms.pop() : undefined
    terms.push(one ? either(one, term) : term)
    choosing = false
  }
  return terms
}

function readTerm(cursor: Cursor, field: TextField): Term | undefined {
  const token = cursor.tokens[cursor.at++]
  switch (token?.is) {
    case 'not': {
      const next = cursor.tokens[cursor.at]?.is
      if (next === undefined || next === 'close' || next === 'or') return undefined
      const term = readTerm(cursor, field)
      return term && negated(term)
    }
    case 'open':
      return readGroup(cursor, field)
    case 'word':
    case 'phrase':
      return { is: 'words', field, words: token.text }
    case 'stranger':
      cursor.notes.push({ about: 'operator', words: token.typed })
      return { is: 'words', field, words: token.text }
    case 'operator':
      return readOperand(cursor, token, (inner) => {
        cursor.at++
        return readGroup(cursor, inner)
      })
    default:
      return undefined
  }
}

function readGroup(cursor: Cursor, field: TextField): Term | undefined {
  if (cursor.depth >= deepest) return undefined // what stands inside is read as if the parenthesis were not there
  cursor.depth++
  const terms = readAll(cursor, field)
  cursor.depth--
  cursor.at++
  return together(flat(terms))
}

function either(one: Term, other: Term): Term {
  return { is: 'either', terms: [one, other].flatMap((term) => (term.is === 'either' ? term.terms : [term])) }
}

const flat = (terms: Term[]): Term[] => terms.flatMap((term) => (term.is === 'all' ? term.terms : [term]))

/** Where to look holds for the whole search: a folder beside words in a choice has no meaning that could be searched. */
function withoutFoldersWithin(terms: Term[], { notes }: Cursor): Term[] {
  return terms.flatMap((term) => (isPlace(term) ? [term] : (without(term) ?? [])))

  function without(term: Term): Term | undefined {
    switch (term.is) {
      case 'folder':
        notes.push({ about: 'within', words: term.name })
        return undefined
      case 'not': {
        const inner = without(term.term)
        return inner && negated(inner)
      }
      case 'either':
      case 'all': {
        const kept = term.terms.flatMap((one) => without(one) ?? [])
        return kept.length > 1 ? { ...term, terms: kept } : kept[0]
      }
      default:
        return term
    }
  }
}
