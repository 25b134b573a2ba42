import { domainToUnicode } from 'node:url'
import { asciiDomain } from '../ascii-domain.ts'
import { hasDisguise, ownerOf } from './link-target.ts'

/**
 * Letters and pairs of them that pass for another at a glance (after UTS 39's confusables), once accents are gone and
 * all is lower case. Cyrillic and Greek ones stand for the Latin letter they are drawn like.
 */
const seenAs: Record<string, string> = {
  ...{ а: 'a', ԁ: 'd', е: 'e', һ: 'h', і: 'i', ј: 'j', ѕ: 's', к: 'k', м: 'm', о: 'o', р: 'p', с: 'c', т: 't' },
  ...{ у: 'y', х: 'x', ѵ: 'v', ԛ: 'q', ԝ: 'w', ӏ: 'l', α: 'a', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', υ: 'u', χ: 'x' },
  ...{ ı: 'i', ł: 'l', ø: 'o', '0': 'o', '1': 'l', '|': 'l' },
}

/** What a word looks like: two words with one skeleton can be taken for each other. */
function skeleton(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return Array.from(plain, (letter) => seenAs[letter] ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replace(/[il]/g, 'l')
}

/** A person's name, however it is written: case, accents, order and punctuation do not count. */
export const nameKey = (name: string): string =>
  skeleton(name.slice(0, 200))
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(' ')

/**
 * The known domain that `domain` could be taken for: one letter off, letters of another alphabet, the same name under
 * another ending, or worn inside a longer one (« ac-lyon.fr.example », « ac-lyon-fr.example »). Undefined for a known
 * domain, one below it, and for any other ordinary one.
 */
export function looksLike(domain: string, known: Iterable<string>): string | undefined {
  const suspect = reading(domain)
  if (!suspect) return undefined
  const places = [...known].flatMap((one) => reading(one) ?? [])
  if (places.some(({ ascii }) => suspect.ascii === ascii || suspect.ascii.endsWith(`.${ascii}`))) return undefined
  return places.find((place) => resembles(suspect, place))?.shown
}

/** Whether letters of several alphabets stand in one word of it. */
export const isDisguised = (domain: string): boolean => hasDisguise(asciiDomain(domain) ?? '')

interface Reading {
  ascii: string
  shown: string
  /** What somebody registered: its name as it looks, and the ending. */
  name: string
  ending: string
}

function reading(domain: string): Reading | undefined {
  const ascii = asciiDomain(domain)
  if (!ascii?.includes('.')) return undefined
  const owner = ownerOf(ascii)
  const dot = owner.indexOf('.')
  const name = skeleton(domainToUnicode(owner.slice(0, dot)))
  return { ascii, shown: domainToUnicode(ascii), name, ending: owner.slice(dot) }
}

/** Shorter names are one letter apart by chance: « sfr » and « sfl ». */
const longEnough = 6

function resembles(suspect: Reading, known: Reading): boolean {
  const flat = `.${suspect.ascii}`
  if (known.name.length >= longEnough && flat.includes(`.${known.ascii}.`)) return true
  if (known.name.length >= longEnough && flat.includes(`.${known.ascii.replaceAll('.', '-')}.`)) return true
  if (suspect.ending !== known.ending) return false
  if (suspect.name === known.name) return ownerOf(suspect.ascii) !== ownerOf(known.ascii)
  return Math.min(suspect.name.length, known.name.length) >= longEnough && isOneOff(suspect.name, known.name)
}

/** One letter added, left out, changed, or two neighbours swapped. */
function isOneOff(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let from = 0
  while (from < short.length && short[from] === long[from]) from++
  const rest = (text: string, skipped: number): string => text.slice(from + skipped)
  if (short.length < long.length) return rest(short, 0) === rest(long, 1)
  const swapped = short[from] === long[from + 1] && short[from + 1] === long[from]
  return rest(short, 1) === rest(long, 1) || (swapped && rest(short, 2) === rest(long, 2))
}
