/** A piece of what was typed, between two separators. */
export interface Piece {
  text: string
  /** A comma ended it: it may be the first half of « Dupont, Marie <…> ». */
  comma: boolean
}

/** What may stand between addresses when they were copied: line ends of every kind, and spaces of every width. */
export const tidySpaces = (text: string): string =>
  text.replace(/[\r\v\f\u0085\u2028\u2029]/g, '\n').replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')

/**
 * Cuts at commas, semicolons, line ends and after « > », but not within quotes or parentheses. The name of a group or
 * of a field (« 4e B: », « À : ») is left out. Looks at each character a bounded number of times.
 */
export function splitAddresses(text: string): Piece[] {
  const pieces: Piece[] = []
  const skip = createSkipper(text)
  let start = 0
  let named = false
  const cut = (end: number, comma: boolean, next = end + 1): void => {
    const piece = text.slice(start, end)
    if (piece.trim() !== '') pieces.push({ text: piece, comma })
    start = next
    named = false
  }

  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"' || character === '(') at = skip(at)
    else if (character === ',' || character === ';' || character === '\n') cut(at, character === ',')
    else if (character === '>') cut(at + 1, false, at + 1)
    else if (character === '@' || character === '<') named = true
    else if (character === ':' && !named && !isLink(text, at)) start = at + 1
  }
  cut(text.length, false)
  return pieces
}

const isLink = (text: string, colon: number): boolean => /mailto$/i.test(text.slice(Math.max(colon - 6, 0), colon))

/** Gives the end of a quotation or a comment, or the same place when it has none on its line. */
function createSkipper(text: string): (at: number) => number {
  // Once a search has failed, no later one on that line is tried: a million quotes stay cheap.
  let hopelessBefore: Record<string, number> = {}
  return (at) => {
    const opening = text[at] === '"' ? '"' : '('
    if (at < (hopelessBefore[opening] ?? 0)) return at
    const closing = opening === '"' ? '"' : ')'
    for (let end = at + 1; end < text.length && text[end] !== '\n'; end++) {
      if (text[end] === '\\') end++
      else if (text[end] === closing) return end
    }
    const lineEnd = text.indexOf('\n', at)
    hopelessBefore = { ...hopelessBefore, [opening]: lineEnd < 0 ? text.length : lineEnd }
    return at
  }
}
