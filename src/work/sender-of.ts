import type { Person } from '../accounts/index.ts'
import { type Address, parseAddresses } from '../mail/index.ts'

/**
 * Whom a letter comes from: only ever one of the person's addresses, whatever a draft or a form says in `from`; under
 * the name that goes with it there.
 */
export function senderOf(from: string, { name, addresses }: Person): Address {
  const [chosen] = parseAddresses(from).addresses
  const own = addresses.find((address) => address.toLowerCase() === chosen?.address.toLowerCase())
  return own === undefined ? { name, address: addresses[0] ?? '' } : { name: chosen?.name || name, address: own }
}
