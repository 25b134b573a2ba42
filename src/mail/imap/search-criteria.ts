import { MailError } from '../errors.ts'
import type { Criterion } from '../types.ts'
import { atom, literal, text, type Token } from './command.ts'
import { isKeyword } from './flags.ts'

/** What SEARCH is asked for; `all` and `none` need no asking. */
export type Keys = Token[] | 'all' | 'none'

/** Characters of all words together, and things asked for: what one command line can hold anywhere (Dovecot: 64 KB). */
const mostCharacters = 10_000
const mostCriteria = 200

/** Rejects with `refused` what is too long to be sent: 10,000 characters of words, 200 criteria. */
export function insistOnBounds(criteria: readonly Criterion[]): void {
  const leaves = criteria.flatMap(leavesOf)
  const characters = leaves.reduce((sum, leaf) => sum + ('contains' in leaf ? leaf.contains.length : 0), 0)
  if (leaves.length > mostCriteria || characters > mostCharacters) {
    throw new MailError('refused', { detail: 'too much to look for' })
  }
}

type Leaf = Exclude<Criterion, { not: Criterion } | { any: Criterion[] }>

/** A criterion and those it is made of, flat. */
function leavesOf(criterion: Criterion): Leaf[] {
  if ('not' in criterion) return leavesOf(criterion.not)
  if ('any' in criterion) return criterion.any.flatMap(leavesOf)
  return [criterion]
}

/** No key of IMAP looks for these: HEADER does not see the parts of a message (RFC 9051 §6.4.4). */
export const isStructural = (criterion: Criterion): boolean =>
  leavesOf(criterion).some(({ what }) => what === 'file' || what === 'attachment')

/** The server reads whole messages for these, unless it has an index of words. */
export const isSlow = (criterion: Criterion): boolean =>
  isStructural(criterion) || leavesOf(criterion).some(({ what }) => what === 'body' || what === 'text')

/** Keys of SEARCH (RFC 9051 §6.4.4) for criteria that must all hold. Structural ones are not for it. */
export function keysOf(criteria: readonly Criterion[]): Keys {
  const keys = criteria.map(keyOf).filter((key) => key !== 'all')
  if (keys.includes('none')) return 'none'
  const tokens = keys.flatMap((key) => (typeof key === 'string' ? [] : key))
  return tokens.length > 0 ? tokens : 'all'
}

/** One key, so that NOT and OR may stand before it. */
function keyOf(criterion: Criterion): Keys {
  if ('not' in criterion) return negated(keyOf(criterion.not))
  if ('any' in criterion) return anyOf(criterion.any.map(keyOf))
  switch (criterion.what) {
    case 'since':
    case 'before':
      return dayKey(criterion.what, criterion.day)
    case 'larger':
    case 'smaller':
      return [atom(criterion.what.toUpperCase()), atom(octets(criterion.bytes))]
    case 'label':
      return isKeyword(criterion.keyword) ? [atom('KEYWORD'), atom(criterion.keyword)] : 'none'
    case 'unread':
    case 'read':
    case 'followed':
    case 'answered':
      return [atom(flagKeys[criterion.what])]
    case 'attachment':
      throw new Error('No key of SEARCH tells attachments')
    default:
      if (criterion.what === 'file') throw new Error('No key of SEARCH tells names of files')
      return wordKey(criterion.what, criterion.contains)
  }
}

const flagKeys = { unread: 'UNSEEN', read: 'SEEN', followed: 'FLAGGED', answered: 'ANSWERED' } as const

function negated(key: Keys): Keys {
  if (key === 'all') return 'none'
  return key === 'none' ? 'all' : [atom('NOT'), ...key]
}

/** OR takes two keys: halves of halves, so that no server meets a deep nest. */
function anyOf(keys: Keys[]): Keys {
  if (keys.includes('all')) return 'all'
  const some = keys.filter((key) => typeof key !== 'string')
  if (some.length === 0) return 'none'
  return orOf(some)
}

function orOf(keys: Token[][]): Token[] {
  if (keys.length === 1) return keys[0] ?? []
  const half = Math.ceil(keys.length / 2)
  return [atom('OR'), ...orOf(keys.slice(0, half)), ...orOf(keys.slice(half))]
}

const wordKeys = { text: 'TEXT', body: 'BODY', from: 'FROM', to: 'TO', cc: 'CC', subject: 'SUBJECT' } as const

/** Words stand in one line of a message, and no message holds NUL (RFC 5322 §2.2): those find nothing. */
function wordKey(what: keyof typeof wordKeys | 'list', contains: string): Keys {
  if (contains.includes('\0')) return 'none'
  const words = contains.replace(/[\r\n]+/g, ' ')
  if (words.trim() === '') return 'all'
  const key = what === 'list' ? [atom('HEADER'), text('List-Id')] : [atom(wordKeys[what])]
  return [...key, stringToken(words)]
}

/** Only plain ASCII may stand between quotes without UTF8=ACCEPT; a literal counts its bytes, whatever they are. */
function stringToken(words: string): Token {
  return /^[ -~]{0,200}$/.test(words) ? text(words) : literal(Buffer.from(words.toWellFormed()))
}

/** True when SEARCH must be told CHARSET UTF-8 (RFC 9051 §6.4.4): some servers know US-ASCII alone. */
export const needsCharset = (tokens: readonly Token[]): boolean =>
  tokens.some(
    (token) => !Array.isArray(token) && Buffer.isBuffer(token.value) && token.value.some((byte) => byte > 127),
  )

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function dayKey(what: 'since' | 'before', day: string): Keys {
  const [, year = '', month = '', date = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  const name = months[Number(month) - 1]
  const isDay = name !== undefined && new Date(`${day}T00:00:00Z`).getUTCDate() === Number(date)
  return isDay ? [atom(what.toUpperCase()), atom(`${Number(date)}-${name}-${year}`)] : 'none'
}

/** RFC 9051 §9: number64 would do, but older servers know 32 bits. */
const octets = (bytes: number): string => String(Math.min(0xffffffff, Math.max(0, Math.trunc(bytes) || 0)))
