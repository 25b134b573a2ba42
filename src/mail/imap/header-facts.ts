import libmime from 'libmime'
import type { Address } from '../types.ts'
import { structureOf } from './anatomy.ts'
import { atom, type Token } from './command.ts'
import { headerFacts, fieldsOf, unicodeAddress, type Known } from './facts.ts'
import type { Row } from './fetch.ts'
import { oneLine } from '../one-line.ts'

/** Bytes of a header that are read of a message whose description is too large, or was not to be had. */
const headerRead = 16 * 1024

const fields = ['From', 'Subject', 'Date', 'Message-ID', 'List-Id', 'Importance', 'X-Priority']

export const headerItems: Token[] = [
  atom('INTERNALDATE'),
  atom('RFC822.SIZE'),
  { type: 'ATOM', value: 'BODY.PEEK', section: [atom('HEADER.FIELDS'), fields.map(atom)], partial: [0, headerRead] },
]

/** The little that is told of such a message: who, when and what about, from the beginning of its header. */
export function knownFromHeader(row: Row): Known {
  const values = fieldsOf(row.headers)
  const date = new Date(values.get('date') ?? '')
  const from = addressIn(values.get('from') ?? '')
  return {
    facts: {
      from,
      sender: [],
      replyTo: [],
      to: [],
      cc: [],
      bcc: [],
      subject: oneLine(libmime.decodeWords((values.get('subject') ?? '').slice(0, 1000))),
      ...(!Number.isNaN(date.getTime()) && { sent: date }),
      ...(row.internalDate instanceof Date && { received: row.internalDate }),
      size: row.size ?? 0,
      messageId: oneLine((values.get('message-id') ?? '').slice(0, 1000)),
      inReplyTo: '',
      attachmentCount: 0,
      ...headerFacts(values),
    },
    structure: structureOf(undefined),
    preview: '',
    broken: ['too-large'],
  }
}

/** The first address of a field, when it is written plainly. */
function addressIn(field: string): Address[] {
  const [, name = '', inBrackets, bare] =
    /^\s*(?:"?([^"<>,@]*)"?\s*<([^<>\s]+)>|([^<>",\s]+@[^<>",\s]+))/.exec(field.slice(0, 1000)) ?? []
  const address = inBrackets ?? bare
  return address ? [{ name: oneLine(libmime.decodeWords(name.trim())), address: unicodeAddress(address) }] : []
}
