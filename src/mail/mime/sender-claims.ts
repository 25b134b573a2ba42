import libmime from 'libmime'
import type { Address, MessageFacts } from '../types.ts'
import { parseAddresses } from './addresses.ts'
import { readAuthentication } from './authentication-results.ts'
import { readUnsubscribe } from './list-unsubscribe.ts'
import { plainName } from './plain-name.ts'

/** Header fields that `senderClaims` reads. */
export const claimFields = [
  'Disposition-Notification-To',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'Authentication-Results',
  'Content-Language',
]

/** Characters read of a field that names people. */
const longest = 2_000

type Claims = Pick<MessageFacts, 'receiptTo' | 'unsubscribe' | 'authentication' | 'language'>

/** What a header asks for or claims; `fields` holds the first of each name, lower case, unfolded. */
export function senderClaims(fields: ReadonlyMap<string, string>): Claims {
  const field = (name: string) => fields.get(name) ?? ''
  const receiptTo = receiptAddresses(field('disposition-notification-to'))
  const unsubscribe = readUnsubscribe(field('list-unsubscribe'), field('list-unsubscribe-post'))
  const authentication = readAuthentication(field('authentication-results'))
  const language = languageIn(field('content-language'))
  return {
    ...(receiptTo.length > 0 && { receiptTo }),
    ...(unsubscribe && { unsubscribe }),
    ...(authentication && { authentication }),
    ...(language && { language }),
  }
}

/** Names are decoded once the list is read: an encoded comma parts nobody (RFC 2047 §5). */
const receiptAddresses = (field: string): Address[] =>
  parseAddresses(field.slice(0, longest)).addresses.map(({ name, address }) => ({
    name: plainName(libmime.decodeWords(name)),
    address,
  }))

/** The first tag (RFC 3282 §2), as BCP 47 would have it. */
const languageIn = (field: string): string =>
  /^\s*([a-z]{2,3}(?:-[a-z\d]{2,8}){0,2})\s*(?:[,(;]|$)/i.exec(field.slice(0, 100))?.[1]?.toLowerCase() ?? ''
