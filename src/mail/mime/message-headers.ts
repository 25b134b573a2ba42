import type { Options } from 'nodemailer/lib/mail-composer'
import { oneLine } from '../one-line.ts'
import type { Address } from '../types.ts'
import { plainName } from './plain-name.ts'
import type { Outgoing } from './types.ts'

/** The headers of a letter, for nodemailer; `own` adds what only its writer may see. */
export function messageHeaders(outgoing: Outgoing, own: boolean): Options {
  const { messageId, date, from, to, cc, bcc, replyTo, subject, inReplyTo } = outgoing
  const references = outgoing.references.filter(isMessageId)
  return {
    messageId,
    date,
    from: addressee(from),
    // A message without any recipient in view is taken for spam; the empty group says that they are hidden.
    to: to.length + cc.length === 0 && !own ? 'Undisclosed recipients:;' : to.map(addressee),
    cc: cc.map(addressee),
    subject: oneLine(subject),
    ...(own && { bcc: bcc.map(addressee) }),
    ...(replyTo.length > 0 && { replyTo: replyTo.map(addressee) }),
    ...(inReplyTo !== undefined && isMessageId(inReplyTo) && { inReplyTo }),
    ...(references.length > 0 && { references }),
    headers: {
      ...importance[outgoing.importance],
      ...(outgoing.receipt && { 'Disposition-Notification-To': outgoing.from.address }),
      ...(own && marks(outgoing.marks)),
    },
  }
}

/** RFC 2156 has Importance; Outlook and Thunderbird look at X-Priority. */
const importance: Record<Outgoing['importance'], Record<string, string>> = {
  high: { Importance: 'high', 'X-Priority': '1' },
  normal: {},
  low: { Importance: 'low', 'X-Priority': '5' },
}

function marks(given: Record<string, string>): Record<string, string> {
  for (const name of Object.keys(given))
    if (!/^X-Traboule-[A-Za-z0-9-]+$/.test(name)) throw new Error(`${name} is no mark of ours`)
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, oneLine(value)]))
}

const addressee = ({ name, address }: Address): Address => ({ name: plainName(name), address: oneLine(address) })

/** RFC 5322 §3.6.4, as far as it fits in a line. */
export const isMessageId = (id: string): boolean => id.length <= 900 && /^<[\x21-\x3b\x3d\x3f-\x7e]+>$/.test(id)
