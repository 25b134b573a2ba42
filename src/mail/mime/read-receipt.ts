import { randomUUID } from 'node:crypto'
import MimeNode from 'nodemailer/lib/mime-node'
import { asciiDomain } from '../ascii-domain.ts'
import { oneLine } from '../one-line.ts'
import type { Address } from '../types.ts'
import { domainOf } from './address-parts.ts'
import { isMessageId } from './message-headers.ts'
import { plainName } from './plain-name.ts'

/** A receipt to be written: whom it tells, of which message, in which words. */
export interface ReadReceipt {
  /** The reader's address that the message went to. */
  from: Address
  to: Address[]
  /** Of the message that was read; empty where it has none. */
  messageId: string
  subject: string
  /** For people: what the machine's part says once more. */
  words: string
  date: Date
}

/**
 * Says that a message was shown to its reader, who chose to say so (RFC 8098 §3): a multipart/report that asks for no
 * receipt itself. It goes out with an empty envelope sender.
 */
export async function buildReadReceipt(receipt: ReadReceipt): Promise<Buffer> {
  const { from, to, messageId, subject, words, date } = receipt
  const report = new MimeNode('multipart/report; report-type=disposition-notification')
  report.setHeader({
    from: person(from),
    to: to.map(person),
    subject: oneLine(subject),
    date: date.toUTCString().replace('GMT', '+0000'),
    'message-id': `<${randomUUID()}@${asciiDomain(domainOf(from.address)) ?? 'localhost'}>`,
    ...(isMessageId(messageId) && { 'in-reply-to': messageId, references: messageId }),
    // RFC 3834 §5: no other program answers it.
    'auto-submitted': 'auto-replied',
  })
  report.createChild('text/plain; charset=utf-8').setContent(words)
  report
    .createChild('message/disposition-notification')
    .setHeader('content-transfer-encoding', '7bit')
    .setContent(notification(from.address, messageId))
  return report.build()
}

const person = ({ name, address }: Address) => ({ name: plainName(name), address: oneLine(address) })

/** RFC 8098 §3.1: ASCII alone; an address in other letters would need another type of field (RFC 6533 §3). */
function notification(address: string, messageId: string): string {
  const domain = asciiDomain(domainOf(address)) ?? ''
  const fields = [
    'Reporting-UA: Traboule',
    `Final-Recipient: rfc822;${address.slice(0, address.lastIndexOf('@'))}@${domain}`,
    ...(isMessageId(messageId) ? [`Original-Message-ID: ${messageId}`] : []),
    'Disposition: manual-action/MDN-sent-manually; displayed',
  ]
  return `${fields.join('\r\n').replace(/[^\x20-\x7e\r\n]/g, '?')}\r\n`
}
