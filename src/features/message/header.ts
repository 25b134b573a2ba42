import type { Person } from '../../accounts/index.ts'
import type { Locale } from '../../i18n/index.ts'
import { type Address, type MessageFacts, shownAddress } from '../../mail/index.ts'

/** Who wrote, when, and to whom: one line, the rest folded. */
export interface HeaderView {
  from: { name: string; address: string }[]
  date: { words: string; iso: string } | undefined
  /** « à vous et 11 personnes » */
  summary: string
  rows: HeaderRow[]
}

export interface HeaderRow {
  label: string
  people: string[]
  /** Those that would make the page long, folded once more. */
  others: { words: string; people: string[] } | undefined
}

type Facts = Pick<MessageFacts, 'from' | 'sender' | 'to' | 'cc' | 'bcc' | 'replyTo' | 'sent' | 'received'>

/** People named before the others are folded. */
const shownPeople = 12

export function asHeader(message: Facts, person: Pick<Person, 'addresses'>, locale: Locale): HeaderView {
  const { t } = locale
  const date = message.sent ?? message.received
  const from = message.from.length > 0 ? message.from : message.sender
  return {
    from: from.length > 0 ? from.map(asSender) : [{ name: t('message.sender.unknown'), address: '' }],
    date: date && { words: locale.longDate(date), iso: date.toISOString() },
    summary: summaryOf(message, person, locale),
    rows: rowsOf(message, locale),
  }
}

const asSender = ({ name, address }: Address) => (name.trim() ? { name, address } : { name: address, address: '' })

function summaryOf({ to, cc, bcc }: Facts, { addresses }: Pick<Person, 'addresses'>, { t }: Locale): string {
  const people = [...to, ...cc, ...bcc]
  const [first] = people
  if (!first) return t('message.to.nobody')

  const own = new Set(addresses.map((address) => address.toLowerCase()))
  const count = people.filter(({ address }) => !own.has(address.toLowerCase())).length
  if (count < people.length) return t('message.to.you', { count })
  return t('message.to.others', { first: first.name.trim() || first.address, count: people.length - 1 })
}

function rowsOf(message: Facts, locale: Locale): HeaderRow[] {
  const { to, cc, bcc, replyTo, from, sender } = message
  const kinds: [Parameters<Locale['t']>[0], Address[]][] = [
    ['message.label.to', to],
    ['message.label.cc', cc],
    ['message.label.bcc', bcc],
    ['message.label.replyTo', sameAs(replyTo, from) ? [] : replyTo],
    ['message.label.sender', sameAs(sender, from) ? [] : sender],
  ]
  return kinds
    .filter(([, people]) => people.length > 0)
    .map(([key, people]) => asHeaderRow(locale.t(key), people, locale))
}

function asHeaderRow(label: string, people: Address[], { t }: Locale): HeaderRow {
  const words = people.map(shownAddress)
  // Two more are named sooner than folded.
  const shown = words.length > shownPeople + 2 ? shownPeople : words.length
  const count = words.length - shown
  const others = count > 0 ? { words: t('message.others', { count }), people: words.slice(shown) } : undefined
  return { label, people: words.slice(0, shown), others }
}

const sameAs = (some: Address[], others: Address[]) =>
  some.every(({ address }) => others.some((other) => other.address.toLowerCase() === address.toLowerCase()))
