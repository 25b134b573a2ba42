import type { Person } from '../../accounts/index.ts'
import type { Locale } from '../../i18n/index.ts'
import {
  type Address,
  domainOf,
  isDisguised,
  looksLike,
  type Message,
  nameKey,
  vouchedSender,
} from '../../mail/index.ts'

/** What is known of the people around a reader. */
export interface Acquaintances {
  person: Pick<Person, 'addresses'>
  /** The académie's domain, besides those of the person's addresses. */
  mailDomain: string
  /** Whom the reader wrote to lately. */
  recent: Address[]
  authservId: string | undefined
}

export interface Caution {
  /** Somebody of another domain than the académie's. */
  outside: boolean
  /** What the reader should know before answering. */
  warnings: string[]
}

/** Says only what is out of the ordinary: a newsletter or a parent's letter is outside, and nothing else. */
export function cautionAbout(message: Message, known: Acquaintances, locale: Locale): Caution {
  const [author] = message.from
  const own = new Set(known.person.addresses.map((address) => address.toLowerCase()))
  if (!author?.address || own.has(author.address.toLowerCase())) return { outside: false, warnings: [] }

  const inside = insideDomains(known)
  const outside = !isWithin(domainOf(author.address), inside)
  const met = known.recent.some(({ address }) => address.toLowerCase() === author.address.toLowerCase())
  const warnings = [
    ...(outside && !met ? impersonations(author, { ...known, inside }, locale) : []),
    ...(outside ? [] : unverified(message, known, locale)),
    ...answersElsewhere(message, inside, locale),
  ]
  return { outside, warnings }
}

const insideDomains = ({ person, mailDomain }: Acquaintances): string[] => [
  ...new Set([mailDomain.toLowerCase(), ...person.addresses.map(domainOf)]),
]

const isWithin = (domain: string, domains: string[]): boolean =>
  domains.some((one) => domain === one || domain.endsWith(`.${one}`))

function impersonations(
  author: Address,
  { recent, inside }: Pick<Acquaintances, 'recent'> & { inside: string[] },
  { t }: Locale,
): string[] {
  const { address } = author
  const name = author.name.trim()
  const namesake = namesakeOf(author, recent)
  const [, shown = ''] = /([^\s<>()"']+@[^\s<>()"']+\.[^\s<>()"']+)/.exec(name) ?? []
  const otherAddress = shown !== '' && domainOf(shown) !== domainOf(address)
  const like = looksLike(domainOf(address), new Set([...inside, ...recent.map((one) => domainOf(one.address))]))
  return [
    ...(namesake ? [t('message.warning.namesake', { name, known: namesake.address, address })] : []),
    ...(otherAddress ? [t('message.warning.shown', { shown, address })] : []),
    ...(like ? [t('message.warning.lookAlike', { address, known: like })] : []),
    ...(!like && isDisguised(domainOf(address)) ? [t('message.warning.disguised', { address })] : []),
  ]
}

/** « Secrétariat » is the name of many: one word makes nobody. */
function namesakeOf({ name }: Address, recent: Address[]): Address | undefined {
  const key = nameKey(name)
  return key.includes(' ') ? recent.find((one) => nameKey(one.name) === key) : undefined
}

/** Lists pass on what the académie's people write, and break what vouched for them. */
function unverified(message: Message, { authservId }: Acquaintances, { t }: Locale): string[] {
  const [author] = message.from
  if (message.listId !== undefined || vouchedSender(message, authservId) !== 'no') return []
  return [t('message.warning.unverified', { address: author?.address ?? '' })]
}

/** Lists and newsletters have their answers go elsewhere as a matter of course. */
function answersElsewhere({ replyTo, from, ...message }: Message, inside: string[], { t, list }: Locale): string[] {
  if (message.listId !== undefined || message.unsubscribe) return []
  const homes = [...inside, ...from.map(({ address }) => domainOf(address))]
  const strangers = replyTo.map(({ address }) => address).filter((address) => !isNear(domainOf(address), homes))
  return strangers.length > 0 ? [t('message.warning.elsewhere', { addresses: list(strangers.slice(0, 3)) })] : []
}

/** Below one of the domains, or above it: « lettre.cned.fr » answers at « cned.fr ». */
const isNear = (domain: string, homes: string[]): boolean =>
  isWithin(domain, homes) || homes.some((home) => domain.includes('.') && home.endsWith(`.${domain}`))
