import type { Person } from '../types.ts'
import type { Identity, Preferences } from './schema.ts'

/**
 * Who a person may write as, the main one first, then in the order of their addresses: what they set up as far as its
 * address is still theirs, or their own name where they set up nothing. Never empty, for a person has an address.
 */
export function identitiesOf(
  { name, addresses }: Pick<Person, 'name' | 'addresses'>,
  { identities, mainIdentity }: Pick<Preferences, 'identities' | 'mainIdentity'>,
): Identity[] {
  const all = addresses.flatMap((address, index) => {
    const chosen = identities.filter((identity) => identity.address.toLowerCase() === address.toLowerCase())
    const plain: Identity = { id: `plain-${index}`, name, address, replyTo: '', signature: '' }
    return chosen.length > 0 ? chosen.map((identity) => ({ ...identity, address })) : [plain]
  })
  const main = all.find(({ id }) => id === mainIdentity) ?? all[0]
  return main ? [main, ...all.filter((one) => one !== main)] : []
}
