import type { Chance } from '../lab/seed/random.ts'

/** A place in what an IMAP server says, and what stands there. */
export interface CutPlace {
  /** Bytes of the line that still arrive. */
  after: number
  what: CutClass
}

export const cutClasses = [
  'greeting',
  'line',
  'tag',
  'literal-head',
  'literal-start',
  'literal',
  'literal-end',
  'row-end',
  'final-line',
  'anywhere',
] as const
export type CutClass = (typeof cutClasses)[number]

/** Every boundary in a conversation (RFC 9051 §2.2, §4.3): what a cut there leaves looks as different as it can. */
export function boundariesIn(said: Buffer): CutPlace[] {
  const places: CutPlace[] = [0, 1, said.indexOf('\r\n')].map((after) => ({ after, what: 'greeting' }))
  for (let at = 0; at < said.length;) {
    const end = said.indexOf('\r\n', at)
    if (end < 0) break
    const text = said.toString('latin1', at, end)
    places.push({ after: at, what: 'line' }, { after: end, what: 'line' }, { after: end + 1, what: 'line' })
    const tag = /^[0-9A-F]+ (?=OK|NO|BAD)/.exec(text)?.[0]
    if (tag) places.push({ after: at, what: 'final-line' }, { after: at + tag.length, what: 'tag' })
    if (text.endsWith(')')) places.push({ after: end - 1, what: 'row-end' })
    const bytes = Number(/[{~](\d+)\}$/.exec(text)?.[1] ?? 0)
    if (bytes > 0) places.push(...literalAt(end + 2, bytes))
    at = end + 2 + bytes
  }
  return places
}

const literalAt = (start: number, bytes: number): CutPlace[] => [
  { after: start - 3, what: 'literal-head' },
  { after: start, what: 'literal-start' },
  { after: start + Math.floor(bytes / 2), what: 'literal' },
  { after: start + bytes - 1, what: 'literal' },
  { after: start + bytes, what: 'literal-end' },
]

/** So many places, each class in its turn, one of the class by chance. */
export function choosePlaces(said: Buffer, count: number, chance: Chance): CutPlace[] {
  const boundaries = boundariesIn(said)
  const byClass = cutClasses.map((what) => boundaries.filter((place) => place.what === what))
  return Array.from({ length: count }, (_, turn) => {
    const those = byClass[turn % byClass.length] ?? []
    return those.length > 0 ? chance.oneOf(those) : { after: chance.below(said.length), what: 'anywhere' }
  })
}
