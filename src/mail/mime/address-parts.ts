import { domainToUnicode } from 'node:url'
import { asciiDomain } from '../ascii-domain.ts'
import type { Address } from '../types.ts'
import { plainName } from './plain-name.ts'

// RFC 5321 §4.5.3.1, in octets: 64 before the @, 256 for a path with its brackets.
const longestLocalPart = 64
const longestAddress = 254

const dotAtom = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
const quotedString = /^"(?:[^"\\<>]|\\[^<>])+"$/
const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/

/**
 * Checks an address and writes it as we keep it: the part before the @ as it is, the domain lower-cased in Unicode.
 * Undefined for what no server would take (RFC 5321 §4.1.2, RFC 6531), and for a domain without a dot: a slip.
 */
export function readAddress(text: string): string | undefined {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at)
  const domain = readDomain(text.slice(at + 1))
  if (at < 1 || domain === undefined || !isLocalPart(local)) return undefined
  if (Buffer.byteLength(`${local}@${asciiDomain(domain) ?? ''}`) > longestAddress) return undefined
  return `${local}@${domain}`
}

function isLocalPart(local: string): boolean {
  if (Buffer.byteLength(local) > longestLocalPart || /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(local)) return false
  // RFC 6531 §3.3 lets any other character in wherever a letter may stand.
  const inAscii = local.replace(/[^\x20-\x7f]/gu, (character) => (/\s/u.test(character) ? ' ' : 'x'))
  return dotAtom.test(inAscii) || quotedString.test(inAscii)
}

function readDomain(text: string): string | undefined {
  const ascii = asciiDomain(text) ?? ''
  const labels = ascii.split('.')
  // A last label of digits is an IPv4 address, which it also makes of « 1.2 ».
  if (labels.length < 2 || !labels.every((one) => label.test(one)) || /^\d+$/.test(labels.at(-1) ?? ''))
    return undefined
  return domainToUnicode(ascii)
}

/** The domain, lower-cased; empty when there is none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? '' : address.slice(at + 1).toLowerCase()
}

/** Equal for addresses that are one mailbox, for people: upper case and the two spellings of a domain do not count. */
export function mailboxKey(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  return `${address.slice(0, Math.max(at, 0)).normalize('NFC').toLowerCase()}@${asciiDomain(domain) ?? domain}`
}

/** « Marie Dupont <marie@…> », quoted where `parseAddresses` would read it differently (RFC 5322 §3.2.4). */
export function formatAddress({ name, address }: Address): string {
  const plain = plainName(name)
  // A quoted part before the @ is only safe within brackets.
  if (plain === '') return address.startsWith('"') ? `<${address}>` : address
  const quoted = /["(),:;<>@[\]\\]|^'|'$/.test(plain) ? `"${plain.replace(/["\\]/g, '\\$&')}"` : plain
  return `${quoted} <${address}>`
}

/** « Dupont, Marie <marie@…> » for the eye: nobody reads it back into an address. Whichever of both there is, else empty. */
export const shownAddress = ({ name, address }: Address): string =>
  name.trim() && address ? `${name.trim()} <${address}>` : name.trim() || address
