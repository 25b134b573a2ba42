import { asciiDomain } from '../ascii-domain.ts'
import type { MessageFacts } from '../types.ts'
import { domainOf } from './address-parts.ts'

type Authentication = NonNullable<MessageFacts['authentication']>
type Passed = Authentication['passed'][number]

/** Characters that are read, and results: a server writes a dozen at most. */
const longest = 4_000
const mostResults = 30

/** Which property names the domain that a method vouches for (RFC 8601 §2.7). */
const vouching: Record<Passed['method'], string> = {
  spf: 'smtp.mailfrom',
  dkim: 'header.d',
  dmarc: 'header.from',
}

/** Properties that senders choose a part of: a server that wrote one of them badly may have written all badly. */
const chosenBySenders = ['smtp.mailfrom', 'header.d', 'header.i', 'header.from']

/** Reads one Authentication-Results field (RFC 8601 §2.2). Undefined when it does not say whose word it is. */
export function readAuthentication(field: string): Authentication | undefined {
  const [head = '', ...pieces] = piecesOf(field)
  const [, server] = /^\s*"?([\w.:@-]+)"?(?:\s+\d+)?\s*$/.exec(head) ?? []
  if (!server) return undefined
  if (pieces.at(-1)?.trim() === '') pieces.pop()
  const results = pieces.slice(0, mostResults + 1).map(readResult)
  // What a semicolon cut in two was no result, but a sender's words.
  const whole = results.filter((_result, at) => at + 1 === results.length || results[at + 1])
  return { server: server.toLowerCase(), passed: whole.slice(0, mostResults).flatMap(passedIn) }
}

interface Result {
  method: string
  result: string
  properties: [name: string, value: string][]
}

/** « method=result name=value … »; undefined for a piece that is anything else, or more. */
function readResult(piece: string): Result | undefined {
  const [start, method, result] = /^\s*([\w-]+)(?:\s*\/\s*\d+)?\s*=\s*([\w-]+)(?=\s|$)/.exec(piece) ?? []
  if (start === undefined || !method || !result) return undefined
  const property = /\s+([\w.-]+)\s*=\s*((?:"(?:[^"\\]|\\.)*"|[^\s"])+)(?=\s|$)/gsy
  const properties: Result['properties'] = []
  let end = (property.lastIndex = start.length)
  for (let found = property.exec(piece); found; found = property.exec(piece)) {
    const [, name = '', value = ''] = found
    properties.push([name.toLowerCase(), value])
    end = property.lastIndex
  }
  const whole = piece.slice(end).trim() === ''
  return whole ? { method: method.toLowerCase(), result: result.toLowerCase(), properties } : undefined
}

function passedIn(read: Result | undefined): Passed[] {
  if (read?.result !== 'pass' || !isVouching(read.method)) return []
  const chosen = read.properties.filter(([name]) => chosenBySenders.includes(name))
  const domains = chosen.map(([name, value]) => ({ name, domain: domainIn(value) }))
  const [said, second] = domains.filter(({ name }) => name === vouching[read.method as Passed['method']])
  if (!said?.domain || second || domains.some(({ domain }) => domain === undefined)) return []
  return [{ method: read.method, domain: said.domain }]
}

const isVouching = (method: string): method is Passed['method'] => Object.hasOwn(vouching, method)

/** The domain of a value that is one, or an address; what stands in quotes before the @ is no part of it. */
function domainIn(value: string): string | undefined {
  const quoted = /^"(?:[^"\\]|\\.)*"$/s.test(value)
  const plain = quoted ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value
  const [, domain] = /^(?:(?:[^"@]*|"(?:[^"\\]|\\.)*")@)?([\w.-]+)$/s.exec(plain) ?? []
  return domain?.toLowerCase()
}

/** What semicolons part. Comments nest (RFC 5322 §3.2.2) and are left out; in quoted strings nothing parts or begins. */
function piecesOf(field: string): string[] {
  const pieces = ['']
  const keep = (text: string) => pieces.push((pieces.pop() ?? '') + text)
  const read = field.slice(0, longest)
  let depth = 0
  let quoted = false
  for (let at = 0; at < read.length; at++) {
    const character = read.charAt(at)
    const pair = character === '\\' && (quoted || depth > 0)
    if (depth === 0 && character === '"') quoted = !quoted
    if (!quoted && character === '(') depth++
    if (depth === 0) {
      if (character === ';' && !quoted) pieces.push('')
      else keep(pair ? read.slice(at, at + 2) : character)
    } else if (!pair && character === ')' && --depth === 0) keep(' ')
    if (pair) at++
  }
  // The end of the last one was not seen: nothing says what it would have been.
  if (quoted || depth > 0 || field.length > longest) pieces.push('?')
  return pieces
}

/** What the mail server we trust says of who wrote a message: `unknown` where it says nothing at all. */
export type Vouched = 'yes' | 'no' | 'unknown'

/**
 * Whether the trusted server vouches for the domain of From: SPF, DKIM or DMARC passed for that domain, or one it
 * belongs to (who else may speak for a domain, RFC 7489 §3.1, only the server knows: it then says DMARC). A message
 * with two authors has none that anybody could vouch for. `methods` narrows what counts.
 */
export function vouchedSender(
  { authentication, from }: Pick<MessageFacts, 'authentication' | 'from'>,
  server: string | undefined,
  methods: Passed['method'][] = ['spf', 'dkim', 'dmarc'],
): Vouched {
  if (!server || authentication?.server !== server.toLowerCase()) return 'unknown'
  const { passed } = authentication
  const [author, second] = from
  const domain = author && asciiDomain(domainOf(author.address))
  if (!domain || second) return 'no'
  return passed.some(({ method, domain: said }) => methods.includes(method) && covers(said, domain)) ? 'yes' : 'no'
}

/** `said` is the domain itself or one above it; a single label is a registry's. */
const covers = (said: string, domain: string): boolean =>
  said.includes('.') && (domain === said || domain.endsWith(`.${said}`))
