import { domainToASCII } from 'node:url'

/**
 * The domain as protocols write it (RFC 5891), lower-cased; undefined for what is none. Node's `domainToASCII` reads
 * as browsers do: it cuts at « / » and « ? », forgets line ends and takes « %41 » for an A. Only what a domain may
 * hold gets there.
 */
export function asciiDomain(text: string): string | undefined {
  if (text.length > 255 || !/^(?:[\w.-]|\P{ASCII})+$/u.test(text)) return undefined
  return domainToASCII(text) || undefined
}
