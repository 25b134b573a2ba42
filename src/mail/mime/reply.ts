import type { Address, MessageFacts } from '../types.ts'
import { mailboxKey } from './address-parts.ts'
import { plainLine } from './plain-name.ts'

// English, French (Outlook, Notes), German, Scandinavian and Spanish programs; « Re[2]: », « RE : », « Réf. : ».
const answered = /^(?:re|ré|rép|réf|aw|antw|sv|tr|fw|fwd|wg|rv)\.?\s?(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*[:：]\s*/i
const listTag = /^\[[^\][]{1,60}\]\s*/

/**
 * The subject of an answer. The header says « Re: » as every program expects (RFC 5322 §3.6.5): with the space French
 * puts before a colon, others would not recognise it and add their own. Pages may print it as they like.
 */
export const replySubject = (subject: string): string => `Re: ${bareSubject(subject)}`.trim()

/** The same for a message passed on; « TR: » is what French programs say and recognise. */
export const forwardSubject = (subject: string): string => `TR: ${bareSubject(subject)}`.trim()

/** Without the marks of earlier answers, in front of the tag of a list or behind it. */
function bareSubject(subject: string): string {
  const rest = withoutMarks(plainLine(subject))
  const [tag = ''] = listTag.exec(rest) ?? []
  const said = withoutMarks(rest.slice(tag.length))
  return tag + (said.startsWith(tag) ? said.slice(tag.length) : said)
}

function withoutMarks(subject: string): string {
  let rest = subject
  for (let mark = answered.exec(rest); mark; mark = answered.exec(rest)) rest = rest.slice(mark[0].length)
  return rest
}

/** Identifiers kept of a long conversation: its first message, and the latest ones. */
const mostReferences = 40

/** In-Reply-To and References of an answer (RFC 5322 §3.6.4). */
export function replyReferences(facts: Pick<MessageFacts, 'messageId' | 'inReplyTo' | 'references'>): {
  inReplyTo?: string
  references: string[]
} {
  const parents = facts.inReplyTo.match(/<[^<>]+>/g) ?? []
  // Several parents say nothing about where the conversation began.
  const before = facts.references.length > 0 || parents.length !== 1 ? facts.references : parents
  const all = [...new Set([...before, facts.messageId].filter(Boolean))]
  const references = all.length <= mostReferences ? all : [...all.slice(0, 1), ...all.slice(1 - mostReferences)]
  return { references, ...(facts.messageId && { inReplyTo: facts.messageId }) }
}

export interface Recipients {
  to: Address[]
  cc: Address[]
}

type Correspondents = Pick<MessageFacts, 'from' | 'replyTo' | 'to' | 'cc' | 'listId'>

/**
 * Whom an answer goes to. `own` are the addresses of the person who answers: left out, unless nobody else remains.
 * An answer to one's own message goes where that message went. `list` takes List-Post when it is known, otherwise the
 * recipient that List-Id speaks of (RFC 2919 §2); without either nobody is found.
 */
export function recipientsOfReply(
  facts: Correspondents & { listPost?: string },
  own: string[],
  whom: 'sender' | 'all' | 'list',
): Recipients {
  if (whom === 'list') return { to: once(listAddress(facts)), cc: [] }

  const mine = new Set(own.map(mailboxKey))
  const isOther = ({ address }: Address): boolean => !mine.has(mailboxKey(address))
  const isSentByMe = facts.from.length > 0 && !facts.from.some(isOther)
  const asked = facts.replyTo.some(isOther) ? facts.replyTo : facts.from
  const senders = isSentByMe ? [] : asked
  const others = isSentByMe || whom === 'all' ? facts.to : []

  const to = once([...senders, ...others].filter(isOther))
  const taken = new Set(to.map(({ address }) => mailboxKey(address)))
  const cc =
    whom === 'all' ? once(facts.cc.filter(isOther)).filter(({ address }) => !taken.has(mailboxKey(address))) : []
  return to.length + cc.length > 0 ? { to, cc } : { to: once(isSentByMe ? facts.to : asked), cc: [] }
}

/** Each mailbox once; what is no address (« undisclosed-recipients ») cannot be answered. */
function once(addresses: Address[]): Address[] {
  const found = new Map<string, Address>()
  for (const one of addresses) {
    const key = mailboxKey(one.address)
    if (/^.+@.+$/.test(one.address) && !found.has(key)) found.set(key, one)
  }
  return [...found.values()]
}

/** List-Post is « <mailto:…> », among others perhaps, or « NO » (RFC 2369 §3.4). */
function listAddress({ listPost, listId, to, cc }: Correspondents & { listPost?: string }): Address[] {
  const posted = /<mailto:([^<>?\s]+@[^<>?\s]+)[^<>]*>/i.exec(listPost ?? '')?.[1]
  if (posted !== undefined) return [{ name: '', address: posted }]
  if (listId === undefined) return []
  return [...to, ...cc].filter(({ address }) => address.replace('@', '.').toLowerCase() === listId.toLowerCase())
}
