import { asciiDomain } from '../ascii-domain.ts'
import type { MessageFacts } from '../types.ts'
import { domainOf } from './address-parts.ts'

type Authentication = NonNullable<MessageFacts['authentication']>
type Passed = Authentication['passed'][number]

/** Characters that are read, and results: a server writes a dozen at most. */
const longest = 4_000
const mostResults = 30

/** Which property names the domain that a method vouches for (RFC 8601 §2.7). */
const properties: Record<Passed['method'], RegExp> = {
  spf: /\bsmtp\.mailfrom\s*=\s*"?([^\s";]+)/i,
  dkim: /\bheader\.d\s*=\s*"?([^\s";]+)/i,
  dmarc: /\bheader\.from\s*=\s*"?([^\s";]+)/i,
}

/** Reads one Authentication-Results field (RFC 8601 §2.2). Undefined when it does not say whose word it is. */
export function readAuthentication(field: string): Authentication | undefined {
  const [head = '', ...results] = withoutComments(field.slice(0, longest)).split(';')
  const [, server] = /^\s*"?([\w.:@-]+)"?(?:\s+\d+)?\s*$/.exec(head) ?? []
  if (!server) return undefined
  return { server: server.toLowerCase(), passed: results.slice(0, mostResults).flatMap(passedIn) }
}

function passedIn(result: string): Passed[] {
  const [, method] = /^\s*(spf|dkim|dmarc)(?:\s*\/\s*\d+)?\s*=\s*pass(?:\s|$)/i.exec(result) ?? []
  if (!method) return []
  const known = method.toLowerCase() as Passed['method']
  const [, value = ''] = properties[known].exec(result) ?? []
  const domain = value.includes('@') ? domainOf(value) : value.toLowerCase()
  return /^[\w.-]+$/.test(domain) ? [{ method: known, domain }] : []
}

/** Comments nest (RFC 5322 §3.2.2) and may hold what reads like a result; quoted strings hold no comment. */
function withoutComments(field: string): string {
  let depth = 0
  let quoted = false
  let kept = ''
  for (let at = 0; at < field.length; at++) {
    const character = field.charAt(at)
    if (character === '\\') {
      if (depth === 0) kept += field.slice(at, at + 2)
      at++
    } else if (character === '"' && depth === 0) {
      quoted = !quoted
      kept += character
    } else if (character === '(' && !quoted) depth++
    else if (character === ')' && !quoted && depth > 0) depth--
    // Within quotes a semicolon parts nothing.
    else if (depth === 0) kept += quoted && character === ';' ? ' ' : character
  }
  return kept
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
