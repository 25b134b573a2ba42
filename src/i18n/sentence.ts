import { IntlMessageFormat } from 'intl-messageformat'
import { LRUCache } from 'lru-cache'

export type Values = Record<string, string | number>

/** Narrow no-break spaces are missing from old Windows fonts: the ordinary one is everywhere. */
export const plainSpaces = (text: string) => text.replaceAll('\u202f', '\u00a0')

/** Characters of values worth remembering a sentence for: counts and names of folders, not subjects. */
const shortEnough = 60

/**
 * Writes one sentence (ICU MessageFormat) with its values. Most only have words put in, which is joining; plurals and
 * numbers take ten times as long, and every page says the same few again.
 */
export function sentence(message: string, region: string): (values: Values) => string {
  const format = new IntlMessageFormat(message, region)
  const write = (values: Values) => plainSpaces(String(format.format(values)))
  const pieces = piecesOf(format)
  if (!pieces) return remembered(write)

  return (values) => {
    let written = ''
    for (const { words, name } of pieces) {
      const value = name === undefined ? words : values[name]
      if (value === undefined) return write(values) // which says what is missing
      written += String(value)
    }
    return plainSpaces(written)
  }
}

/** The parser's own numbers for the elements of a sentence (TYPE.literal and TYPE.argument). */
const kinds = { words: 0, name: 1 }

interface Piece {
  words?: string
  name?: string
}

/** A sentence of words and names only; undefined where there is more to settle. */
function piecesOf(format: IntlMessageFormat): Piece[] | undefined {
  const pieces: Piece[] = []
  for (const element of format.getAst()) {
    const kind: number = element.type
    if (kind === kinds.words && 'value' in element) pieces.push({ words: element.value })
    else if (kind === kinds.name && 'value' in element) pieces.push({ name: element.value })
    else return undefined
  }
  return pieces
}

function remembered(write: (values: Values) => string): (values: Values) => string {
  const kept = new LRUCache<string, string>({ max: 100 })
  return (values) => {
    const key = JSON.stringify(values)
    if (key.length > shortEnough) return write(values)
    let written = kept.get(key)
    if (written === undefined) kept.set(key, (written = write(values)))
    return written
  }
}
