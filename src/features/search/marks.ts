import { folded, type Term } from './language/index.ts'

/** A text cut where a word that was looked for begins and ends. */
export type Piece = { text: string; found: boolean }

/** What may be shown as found: never what was asked not to be there. */
export function wordsIn(terms: Term[]): string[] {
  const words = terms.flatMap((term): string[] => {
    if (term.is === 'words') return [term.words]
    return 'terms' in term ? wordsIn(term.terms) : []
  })
  return [...new Set(words.map(plain))].filter(Boolean)
}

const plain = (text: string): string => folded(text).replaceAll('’', "'")

/** Marks `words` wherever they stand, in capitals or with accents too. */
export function markWords(text: string, words: string[]): Piece[] {
  if (words.length === 0 || text === '') return [{ text, found: false }]
  const characters = Array.from(text)
  // Folding changes lengths: each folded unit remembers the character it comes from.
  const origins: number[] = []
  let line = ''
  characters.forEach((character, index) => {
    const unit = plain(character)
    line += unit
    for (let count = 0; count < unit.length; count++) origins.push(index)
  })

  const marked = new Uint8Array(characters.length)
  for (const word of words) {
    for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + word.length)) {
      marked.fill(1, origins[at], (origins[at + word.length - 1] ?? 0) + 1)
    }
  }
  return piecesOf(characters, marked)
}

function piecesOf(characters: string[], marked: Uint8Array): Piece[] {
  const pieces: Piece[] = []
  characters.forEach((character, index) => {
    const found = marked[index] === 1
    const last = pieces.at(-1)
    if (last?.found === found) last.text += character
    else pieces.push({ text: character, found })
  })
  return pieces
}

/** Characters of a text around what was found in it. */
const [ahead, around] = [40, 200]

/** The place of a text where a word stands that was looked for, on one line; undefined where none does. */
export function excerptOf(text: string, words: string[]): string | undefined {
  const line = text.replace(/\s+/g, ' ').trim()
  let at = 0
  for (const piece of markWords(line, words)) {
    if (piece.found) return cutAround(line, at)
    at += piece.text.length
  }
  return undefined
}

/** From the beginning of a word, if there is one near. */
function cutAround(line: string, at: number): string {
  if (at <= ahead) return line.slice(0, around)
  const from = line.indexOf(' ', at - ahead) + 1
  return `… ${line.slice(from > 0 && from <= at ? from : at, at + around)}`
}
