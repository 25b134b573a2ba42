import { domainToUnicode } from 'node:url'

const linkSchemes = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** Second-level names under which anybody registers: « x.co.uk » and « y.co.uk » are strangers. */
const sharedSuffix =
  /(?:^|\.)(?:(?:co|com|org|net|gov|gouv|ac|edu|asso|or|ne|go|nom|sch)\.[a-z]{2}|(?:github|gitlab|netlify|vercel|web|pages|blogspot|wordpress|weebly|wixsite|azurewebsites|herokuapp|firebaseapp|workers)\.(?:io|app|com|dev|net))$/

/** Services that carry the true address in a parameter because a mail gateway rewrote the link. */
const gateways = /^(?:[\w-]+\.safelinks\.protection\.outlook\.com|www\.google\.(?:com|fr))$/

/** Bare names are only taken for addresses under these: « bilan.doc » and « M.Dupont » are not sites. */
const knownEndings =
  /\.(?:fr|com|org|net|eu|info|io|edu|gouv|education|be|ch|de|it|es|uk|lu|re|ca|us|biz|app|dev|tv|me|co|ru|cn|xyz|online|site|top|shop|link|click)$/

/**
 * A link target fit to be printed: an absolute http, https, mailto or tel address in its normal form (WHATWG URL),
 * without user name or password (« https://laposte.fr@evil.example »). Undefined for anything else, relative ones included.
 */
export function safeHref(href: string): string | undefined {
  const trimmed = href.slice(0, 4000).trim()
  const url = URL.parse(trimmed.startsWith('//') ? `https:${trimmed}` : trimmed)
  if (!url || !linkSchemes.has(url.protocol)) return undefined
  url.username = ''
  url.password = ''
  return url.href
}

/** An http or https image address in its normal form, or undefined. */
export function remoteAddress(src: string): string | undefined {
  const href = safeHref(src)
  return href && /^https?:/.test(href) ? href : undefined
}

/**
 * Where a link really leads, when its words name another place or its host wears another's letters; undefined for
 * ordinary links. A host in Unicode, in punycode when its letters deceive, or the address of a `mailto:`.
 * `href` is one `safeHref` gave.
 */
export function leadsElsewhere(words: string, href: string): string | undefined {
  // Reading an address takes its time: most words name no place, and an ASCII host has no disguise.
  const named = placeNamedBy(words)
  const suspect = deceivesTheEye(words)
  const target = named || suspect || href.includes('xn--') ? targetOf(href) : undefined
  if (!target) return undefined
  if (suspect || hasDisguise(target.host)) return target.shown

  if (!named) return undefined
  if (target.address !== undefined && named.address !== undefined) {
    return named.address === target.address ? undefined : target.shown
  }
  return sameOwner(named.host, target.host) || carries(href, named.host) ? undefined : target.shown
}

/** Words that read backwards, or as another place than they lead to: « https://laposte.fr@evil.example ». */
function deceivesTheEye(words: string): boolean {
  return /[\u202a-\u202e\u2066-\u2069]/.test(words) || /^\s*https?:\/\/[^/\s]*@/i.test(words)
}

/** The host of a link in words for people; empty for telephone numbers. */
export function hostOf(href: string): string {
  return targetOf(href)?.shown ?? ''
}

interface Place {
  /** ASCII, lower case. */
  host: string
  /** Of a mailbox. */
  address?: string
}

function targetOf(href: string): (Place & { shown: string }) | undefined {
  const url = URL.parse(href)
  if (!url || url.protocol === 'tel:') return undefined
  if (url.protocol !== 'mailto:') return { host: url.hostname, shown: readableHost(url.hostname) }

  const address = decoded(url.pathname).split(',')[0]?.trim().toLowerCase() ?? ''
  const host = asciiHost(address.slice(address.lastIndexOf('@') + 1))
  return host ? { host, address, shown: address } : undefined
}

/** Words are an address when they are nothing else: « voir www.laposte.fr » promises less than « www.laposte.fr ». */
function placeNamedBy(words: string): Place | undefined {
  const plain = words
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .trim()
    .replace(/^[<(«\s]+|[>)»\s.,;:!]+$/g, '')
  if (plain.length > 2000 || /\s/.test(plain)) return undefined

  const mailbox = /^(?:mailto:)?([^@/:?]+@([^@/:?]+\.[^@/:?]+))(?:\?.*)?$/i.exec(plain)
  if (mailbox?.[1] && mailbox[2]) return { host: asciiHost(mailbox[2]), address: mailbox[1].toLowerCase() }

  const site = /^(?:(https?:\/\/)|(www\.))?([^/:?#@]+)/i.exec(plain)
  if (!site?.[3]?.includes('.')) return undefined
  const host = asciiHost(site[3])
  if (site[1] ?? site[2]) return host ? { host } : undefined
  return knownEndings.test(host) ? { host } : undefined
}

function asciiHost(host: string): string {
  return URL.parse(`https://${host}`)?.hostname ?? ''
}

function sameOwner(one: string, other: string): boolean {
  return ownerOf(one) === ownerOf(other)
}

/** What a person registers, near enough without the public suffix list: the last two labels, or three. */
export function ownerOf(host: string): string {
  if (/^[\d.]+$|^\[/.test(host)) return host
  const labels = host.split('.')
  const two = labels.slice(-2).join('.')
  return sharedSuffix.test(two) ? labels.slice(-3).join('.') : two
}

function carries(href: string, host: string): boolean {
  const url = URL.parse(href)
  if (!url || !gateways.test(url.hostname)) return false
  const inner = URL.parse(url.searchParams.get('url') ?? url.searchParams.get('q') ?? '')
  return inner !== null && sameOwner(inner.hostname, host)
}

function readableHost(host: string): string {
  return hasDisguise(host) ? host : domainToUnicode(host) || host
}

/** Letters of several scripts in one label, or Cyrillic and Greek ones that all look Latin (UTS 39 §5). */
export function hasDisguise(host: string): boolean {
  return host.includes('xn--') && domainToUnicode(host).split('.').some(deceives)
}

function deceives(label: string): boolean {
  const latin = /\p{Script=Latin}/u.test(label)
  const other = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(label)
  if (latin) return other
  return /^[асԁеһіјӏорԛѕԝхуυνοαιρκ\d-]+$/u.test(label)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
