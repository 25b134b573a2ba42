import type { Person } from '../types.ts'
import type { Identity, Preferences } from './schema.ts'

/**
 * Who a person may write as, the main one first: what they set up as far as its address is still theirs, then each of
 * their addresses that has no identity. Never empty, for a person has an address.
 */
export function identitiesOf(
  { name, addresses }: Pick<Person, 'name' | 'addresses'>,
  { identities, mainIdentity }: Pick<Preferences, 'identities' | 'mainIdentity'>,
): Identity[] {
  const own = new Map(addresses.map((address) => [address.toLowerCase(), address]))
  const chosen = identities.flatMap((identity) => {
    const address = own.get(identity.address.toLowerCase())
    return address === undefined ? [] : [{ ...identity, address }]
  })
  const served = new Set(chosen.map(({ address }) => address.toLowerCase()))
  const plain = addresses
    .filter((address) => !served.has(address.toLowerCase()))
    .map((address): Identity => ({
      id: `plain-${addresses.indexOf(address)}`,
      name,
      address,
      replyTo: '',
      signature: '',
    }))
  const all = [...chosen, ...plain]
  const main = all.find(({ id }) => id === mainIdentity) ?? all[0]
  return main ? [main, ...all.filter((one) => one !== main)] : []
}
