import type { Person } from '../accounts/index.ts'
import { type Address, parseAddresses } from '../mail/index.ts'

/** Whom a letter comes from: only ever one of the person's addresses, whatever a draft or a form says in `from`. */
export function senderOf(from: string, { name, addresses }: Person): Address {
  const chosen = parseAddresses(from).addresses[0]?.address.toLowerCase()
  const own = addresses.find((address) => address.toLowerCase() === chosen) ?? addresses[0] ?? ''
  return { name, address: own }
}
