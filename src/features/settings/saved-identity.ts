import { identitiesOf, type Identity, type Person, type Preferences } from '../../accounts/index.ts'

interface Saved {
  identity: Identity
  /** What it was until now: the id of another, of an address alone, or `new`. */
  from: string
  person: Person
  /** The id of one more, should there have to be one. */
  spare: string
}

type Chosen = Pick<Preferences, 'identities' | 'mainIdentity'>

/** Addresses under which a person set up nothing, with their own name. */
export const plainOf = (person: Person, chosen: Chosen): Identity[] =>
  identitiesOf(person, chosen).filter(({ id }) => !chosen.identities.some((one) => one.id === id))

/**
 * The name alone at the address of `identity`, if it stands there now and would stand no more: another name beside it
 * is one more to write under, and takes nothing away. The same name with a signature takes its place.
 */
export function besides(
  { name, address }: Pick<Identity, 'name' | 'address'>,
  from: string,
  plain: Identity[],
): Identity | undefined {
  return plain.find((one) => one.id !== from && one.address === address && one.name !== name)
}

/**
 * What is chosen once `identity` is saved. One that another page has removed meanwhile was typed again: it is kept.
 * The one that new letters begin with stays so, under whatever id it has then.
 */
export function withIdentity(chosen: Chosen, { identity, from, person, spare }: Saved): Chosen {
  const plain = plainOf(person, chosen)
  const beside = besides(identity, from, plain)
  const known = chosen.identities.some(({ id }) => id === from)
  const saved = known
    ? chosen.identities.map((one) => (one.id === from ? identity : one))
    : [...chosen.identities, identity]
  const identities = beside ? [...saved, { ...beside, id: spare }] : saved

  const replaced = [from, plain.find(({ address }) => address === identity.address)?.id]
  const main = mainOf(person, chosen)
  const wanted = main === beside?.id ? spare : replaced.includes(main) ? identity.id : main
  const unsaid = mainOf(person, { identities, mainIdentity: chosen.mainIdentity }) === wanted
  return { identities, mainIdentity: unsaid ? chosen.mainIdentity : wanted }
}

const mainOf = (person: Person, chosen: Chosen): string => identitiesOf(person, chosen)[0]?.id ?? ''
