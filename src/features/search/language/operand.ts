import { type Cursor, nextText, takeMeaning } from './cursor.ts'
import { periodOf } from './days.ts'
import { stateNamed, yesOrNo } from './operators.ts'
import { bytesOf } from './sizes.ts'
import { folded, type Known, negated, type Note, type Period, type Term, type TextField } from './term.ts'
import type { Token } from './tokens.ts'

type OperatorToken = Extract<Token, { is: 'operator' }>
type ReadGroup = (field: TextField) => Term | undefined

/** What an operator says of the words after it; undefined, with a note, where it says nothing. */
export function readOperand(
  cursor: Cursor,
  { operator, typed }: OperatorToken,
  readGroup: ReadGroup,
): Term | undefined {
  if (operator.takes === 'nothing') return readFlag(cursor, operator.state)
  if (operator.takes === 'words') return readWords(cursor, { field: operator.field, typed }, readGroup)
  if (nextText(cursor) === undefined) return refused(cursor, 'nothing', typed)
  const { known } = cursor

  switch (operator.takes) {
    case 'file':
      return readFile(cursor)
    case 'before':
    case 'since':
    case 'on': {
      const period = takeMeaning(cursor, 3, (text) => periodOf(text, known))
      return period ? { is: 'period', period: sideOf(period, operator.takes) } : refused(cursor, 'date', typed)
    }
    case 'larger':
    case 'smaller': {
      const bytes = takeMeaning(cursor, 2, bytesOf)
      return bytes === undefined ? refused(cursor, 'size', typed) : { is: operator.takes, bytes }
    }
    case 'state': {
      const state = takeMeaning(cursor, 2, stateNamed)
      return state ? { is: 'state', state } : refused(cursor, 'state', typed)
    }
    case 'folder':
      return takeMeaning(cursor, 8, (text) => folderNamed(text, known)) ?? refused(cursor, 'folder', typed)
    case 'label':
      return takeMeaning(cursor, 6, (text) => labelNamed(text, known)) ?? readKeyword(cursor, typed)
  }
}

/** The word that was no good goes too: alone it would look for something else. */
function refused(cursor: Cursor, about: Note['about'], typed: string): undefined {
  const value = about === 'nothing' ? undefined : nextText(cursor)
  if (value !== undefined) cursor.at++
  cursor.notes.push({ about, words: `${typed}:${value ?? ''}` })
}

function readWords(cursor: Cursor, { field, typed }: { field: TextField; typed: string }, readGroup: ReadGroup) {
  if (cursor.tokens[cursor.at]?.is === 'open') return readGroup(field)
  const words = nextText(cursor)
  if (words === undefined) return refused(cursor, 'nothing', typed)
  cursor.at++
  return { is: 'words', field, words } satisfies Term
}

/** « non-lu: » needs nothing after it, and may be followed by « oui » or « non ». */
function readFlag(cursor: Cursor, state: Extract<Term, { is: 'state' }>['state']): Term {
  const term: Term = { is: 'state', state }
  const answer = yesOrNo(nextText(cursor) ?? '')
  if (answer !== undefined) cursor.at++
  return answer === false ? negated(term) : term
}

function readFile(cursor: Cursor): Term {
  const words = nextText(cursor) ?? ''
  const answer = cursor.tokens[cursor.at]?.is === 'word' ? yesOrNo(words) : undefined
  cursor.at++
  if (answer === undefined) return { is: 'words', field: 'file', words }
  const term: Term = { is: 'state', state: 'attachment' }
  return answer ? term : negated(term)
}

function sideOf({ from, until }: Period, side: 'before' | 'since' | 'on'): Period {
  if (side === 'on') return { ...(from && { from }), ...(until && { until }) }
  return side === 'before' ? { ...(from && { until: from }) } : { ...(from && { from }) }
}

function folderNamed(text: string, { folders }: Known): Term | undefined {
  const wanted = folded(text)
  const found = folders.filter(({ names }) => names.some((name) => folded(name) === wanted))
  const [first] = found
  return first && { is: 'folder', name: first.names[0] ?? first.path, paths: found.map(({ path }) => path) }
}

function labelNamed(text: string, { labels }: Known): Term | undefined {
  const wanted = folded(text)
  const found = labels.find(({ name, keyword }) => folded(name) === wanted || folded(keyword) === wanted)
  return found && { is: 'label', ...found }
}

/** A label that another program set, by its keyword (RFC 9051 §9, flag-keyword). */
function readKeyword(cursor: Cursor, typed: string): Term | undefined {
  const keyword = nextText(cursor) ?? ''
  if (!/^[\x21-\x7e]{1,60}$/.test(keyword) || /[(){%*"\\\]]/.test(keyword)) return refused(cursor, 'label', typed)
  cursor.at++
  return { is: 'label', keyword, name: keyword }
}
