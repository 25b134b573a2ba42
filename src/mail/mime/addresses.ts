import type { Address } from '../types.ts'
import { mailboxKey, readAddress } from './address-parts.ts'
import { invisible, plainName } from './plain-name.ts'
import { splitAddresses, tidySpaces, type Piece } from './split-addresses.ts'

export interface ParsedAddresses {
  /** Each mailbox once, in the order typed. */
  addresses: Address[]
  /** What is no address, as typed but for what cannot be seen; a name alone is here too. */
  wrong: string[]
}

/** Characters shown of what is not read. */
const longestWrong = 60

/** Characters of addresses that are read: room for a thousand. Megabytes would hold everybody up for seconds. */
export const longestList = 64 * 1024

/**
 * Reads addresses as people type and paste them, not as RFC 5322 writes them: « Dupont, Marie <…> » without quotes,
 * groups, columns of a table, « mailto: », commas, semicolons or lines. Nothing that comes out can break a header.
 * Takes linear time. Of a text longer than `longestList` the beginning is said to be wrong, and nothing read.
 */
export function parseAddresses(text: string): ParsedAddresses {
  if (text.length > longestList) return { addresses: [], wrong: [`${plainName(text.slice(0, longestWrong))}…`] }
  const found = new Map<string, Address>()
  const wrong: string[] = []
  const complain = (piece: string): void => {
    const words = plainName(piece)
    if (words !== '' && !/^\(.*\)$/.test(words)) wrong.push(words)
  }

  const pieces = joinNames(splitAddresses(tidySpaces(text).replace(invisible, '')))
  for (const piece of pieces) {
    const read = readPiece(piece.trim())
    if (read.length === 0) complain(piece)
    for (const one of read) {
      const key = mailboxKey(one.address)
      const before = found.get(key)
      if (!before) found.set(key, one)
      else if (before.name === '') before.name = one.name
    }
  }
  return { addresses: [...found.values()], wrong }
}

/** « Dupont, Marie <marie@…> » was cut at its comma. Only a capitalised name is taken for one: « kbenali » is not. */
function joinNames(pieces: Piece[]): string[] {
  const joined: string[] = []
  let firstHalf = false
  for (const { text, comma } of pieces) {
    const isSecondHalf: boolean = firstHalf && /^[^"@]*<[^<]*@/.test(text)
    if (isSecondHalf) joined.push(`${joined.pop() ?? ''},${text}`)
    else joined.push(text)
    firstHalf = comma && !isSecondHalf && /^\s*\p{Lu}[\p{L}\p{M}\s'’.()-]*$/u.test(text)
  }
  return joined
}

function readPiece(text: string): Address[] {
  const bracket = text.lastIndexOf('<')
  if (bracket < 0) return readWords(text)
  const address = readAddress(bare(text.slice(bracket + 1)))
  if (address === undefined) return []
  return [named(text.slice(0, bracket), address)]
}

/** No brackets: one address, several with spaces between, or one among the words of a name or the cells of a row. */
function readWords(text: string): Address[] {
  const whole = readAddress(bare(text))
  if (whole !== undefined) return [named('', whole)]

  const words = text.split(/\s+/)
  const places = words.flatMap((word, at) => (word.includes('@') ? [at] : []))
  const addresses = places.map((at) => readAddress(bare(words[at] ?? '')))
  const [place] = places
  if (place === undefined || addresses.includes(undefined)) return []
  if (places.length > 1) return addresses.map((address) => named('', address ?? ''))

  const before = words.slice(0, place).join(' ')
  // « jean dupont@… » is rather a slip than dupont@…: two words make a name, or a bracket, or a cell.
  if (place === 1 && words.length === 2 && !/["([\t]/.test(text)) return []
  return [named(before || words.slice(place + 1).join(' '), addresses[0] ?? '')]
}

function named(typed: string, address: string): Address {
  const raw = typed.trim().slice(0, longest)
  const unquoted = raw.replace(/"((?:[^"\\]|\\.)*)"/g, (_all, inside: string) => inside.replace(/\\(.)/g, '$1'))
  // Outlook puts 'Marie Dupont' into single quotes; old programs put (Marie Dupont) after the address.
  const name = plainName(raw === unquoted ? raw.replace(/^'(.*)'$|^\((.*)\)$/, '$1$2').replace(/<+$/, '') : unquoted)
  return { name: name.toLowerCase() === address.toLowerCase() ? '' : name, address }
}

/** More than any address or name that is kept: what is looked at several times stays short. */
const longest = 400

const around = /^[\s<([{«“‘']+|[\s.,;:!?…»”’)\]}>'"]+$/g

/** An address without what sentences, other programs and links put around it. */
function bare(text: string): string {
  const link = /^\s*mailto:/i.exec(text)
  const inside = (link ? decode(text.slice(link[0].length)) : text)
    .slice(0, longest)
    .replace(/^\s*"([^"]*)"\s*$/, '$1')
    .replace(around, '')
  const query = inside.indexOf('?', inside.lastIndexOf('@'))
  return query < 0 ? inside : inside.slice(0, query)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
