import { identitiesOf, type Identity, type Person, type Preferences } from '../../accounts/index.ts'
import { formatAddress, parseAddresses } from '../../mail/index.ts'
import type { DraftLetter } from '../../work/index.ts'
import { changeSignature, sign } from './signature.ts'

/** What From says of an identity, and how a form names it. */
export const fromOf = ({ name, address }: Pick<Identity, 'name' | 'address'>): string =>
  formatAddress({ name, address })

/** The identity that `from` names, by name and address, else by address only; undefined for nobody's. */
export function identityNamed(from: string, identities: Identity[]): Identity | undefined {
  const [named] = parseAddresses(from).addresses
  const served = identities.filter(({ address }) => address.toLowerCase() === named?.address.toLowerCase())
  return served.find((identity) => identity.name === named?.name) ?? served[0]
}

/** Whom a letter comes from: one of the person's identities as they are now, whatever was typed, saved or posted. */
export function identityOf(from: string, person: Person, preferences: Preferences): Identity {
  const identities = identitiesOf(person, preferences)
  const [main = { id: '', name: person.name, address: '', replyTo: '', signature: '' }] = identities
  return identityNamed(from, identities) ?? main
}

/** The person, their addresses in the order of their identities: a letter begins with the first. */
export function writerOf(person: Person, preferences: Preferences): Person {
  const addresses = identitiesOf(person, preferences).map(({ address }) => address)
  return { ...person, addresses: [...new Set(addresses)] }
}

/** A letter nobody has written in yet, as the identity of its From signs. */
export function signedLetter(letter: DraftLetter, person: Person, preferences: Preferences): DraftLetter {
  const identity = identityOf(letter.from, person, preferences)
  return {
    ...letter,
    from: fromOf(identity),
    replyTo: letter.replyTo || identity.replyTo,
    body: sign(letter.body, identity.signature, preferences.quotePlace),
  }
}

/**
 * The letter once its From is no longer `before`: reply address and signature follow, unless its writer changed them.
 * Whose addresses they are is not asked here: a letter may come in when its writer's session has ended.
 */
export function changedIdentity(letter: DraftLetter, before: string, preferences: Preferences): DraftLetter {
  if (before === '' || before === letter.from) return letter
  const [old, now] = [before, letter.from].map((from) => identityNamed(from, preferences.identities))
  const [oldReply, newReply] = [old?.replyTo ?? '', now?.replyTo ?? '']
  return {
    ...letter,
    replyTo: letter.replyTo === oldReply ? newReply : letter.replyTo,
    body: changeSignature(letter.body, {
      before: old?.signature ?? '',
      after: now?.signature ?? '',
      quotePlace: preferences.quotePlace,
    }),
  }
}
