import type { Person } from '../accounts/index.ts'
import type { MessageFacts } from '../mail/index.ts'

/** Whoever was written to at one of several addresses answers from that one; the first, when the message names none. */
export function addressedAs(
  { to, cc }: Pick<MessageFacts, 'to' | 'cc'>,
  { addresses }: Pick<Person, 'addresses'>,
): string {
  const written = new Set([...to, ...cc].map(({ address }) => address.toLowerCase()))
  return addresses.find((own) => written.has(own.toLowerCase())) ?? addresses[0] ?? ''
}
