import type { MessageFacts } from '../types.ts'

/** Characters of the fields that are read, and of an address in them. */
const longest = 8_000
const longestAddress = 2_000

/**
 * How to leave a list: the first address to write to and the first https page of List-Unsubscribe (RFC 2369 §3.2);
 * `oneClick` where List-Unsubscribe-Post says that a request to that page is enough (RFC 8058 §3.1).
 */
export function readUnsubscribe(field: string, post: string): MessageFacts['unsubscribe'] {
  const named = [...field.slice(0, longest).matchAll(/<([^<>]*)>/g)].map(([, address = '']) => tidy(address))
  const mail = named.find((address) => /^mailto:[^?]*@/i.test(address))
  const pages = named.filter((address) => /^https?:$/.test(URL.parse(address)?.protocol ?? ''))
  const url = pages.find((page) => page.toLowerCase().startsWith('https:')) ?? pages[0]
  if (!mail && !url) return undefined
  const oneClick = /^\s*List-Unsubscribe\s*=\s*One-Click\s*$/i.test(post) && (url ?? '').startsWith('https:')
  return { ...(mail && { mail }), ...(url && { url }), oneClick }
}

/** Long addresses are folded within the brackets: white space there belongs to the header (RFC 2369 §2). */
const tidy = (address: string): string => {
  const whole = address.replace(/\s+/g, '')
  return whole.length > longestAddress ? '' : whole
}

/** What a `mailto:` asks to be written (RFC 6068 §2): other fields than these are not for senders to choose. */
export function readMailto(url: string): { to: string; subject: string; body: string } | undefined {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'mailto:') return undefined
  const fields = new Map(
    parsed.search
      .slice(1)
      .split('&')
      .map((field) => field.split('='))
      .map(([name = '', value = '']) => [name.toLowerCase(), decoded(value)]),
  )
  return { to: decoded(parsed.pathname), subject: fields.get('subject') ?? '', body: fields.get('body') ?? '' }
}

/** A plus sign is itself here, not a space (RFC 6068 §5). */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
