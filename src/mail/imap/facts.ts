import { domainToUnicode } from 'node:url'
import type { MessageAddressObject } from 'imapflow'
import { decodeText } from '../mime/charset.ts'
import { claimFields, senderClaims } from '../mime/sender-claims.ts'
import type { Address, Breakage, MessageFacts } from '../types.ts'
import { structureOf, type Structure } from './anatomy.ts'
import { atom, type Token } from './command.ts'
import type { Row } from './fetch.ts'
import type { Line } from './line.ts'
import { oneLine } from '../one-line.ts'
import { partOf } from './part.ts'

/** All that can be known for ever about a message without reading its text. */
export interface Known {
  facts: MessageFacts
  structure: Structure
  preview: string
  broken: Breakage[]
}

const headers = ['References', 'List-Id', 'Importance', 'X-Priority', 'Priority', ...claimFields]

/** Addresses, references and the like are counted by the thousand in hostile mail; nobody reads so many. */
const mostAddresses = 2000
const mostReferences = 100

/** What to ask FETCH for, to know a message for ever. PREVIEW (RFC 8970) only where it is offered and wanted. */
export function factItems({ imap }: Line, previews: boolean): Token[] {
  const items = ['INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODYSTRUCTURE'].map(atom)
  const headerFields: Token = {
    type: 'ATOM',
    value: 'BODY.PEEK',
    section: [atom('HEADER.FIELDS'), headers.map(atom)],
  }
  const offersPreview = imap.capabilities.has('PREVIEW') || imap.capabilities.has('PREVIEW=FUZZY')
  return [...items, headerFields, ...(previews && offersPreview ? [atom('PREVIEW')] : [])]
}

export function knownOf(row: Row): Known {
  const structure = readable(structureOf(row.bodyStructure), row)
  const { envelope } = row
  const sent = envelope?.date instanceof Date && !Number.isNaN(envelope.date.getTime()) ? envelope.date : undefined
  const from = addressesOf(envelope?.from)
  const broken: Breakage[] = [...structure.broken]
  if (from.length === 0) broken.push('no-from')
  if (!sent) broken.push('no-date')
  // The library leaves out a structure that nests deeper than it will follow.
  if (!row.bodyStructure) broken.push('too-deep')

  const facts: MessageFacts = {
    from,
    sender: addressesOf(envelope?.sender),
    replyTo: addressesOf(envelope?.replyTo).filter(({ address }) => address),
    to: addressesOf(envelope?.to),
    cc: addressesOf(envelope?.cc),
    bcc: addressesOf(envelope?.bcc),
    subject: oneLine(envelope?.subject ?? ''),
    ...(sent && { sent }),
    ...(row.internalDate instanceof Date && { received: row.internalDate }),
    size: row.size ?? 0,
    messageId: oneLine(envelope?.messageId ?? ''),
    inReplyTo: oneLine(envelope?.inReplyTo ?? ''),
    attachmentCount: structure.attachmentCount,
    ...headerFacts(fieldsOf(row.headers)),
  }
  return { facts, structure, preview: previewOf(row), broken }
}

/** The server cannot read every charset that we can: words with holes are worse than none. */
function previewOf({ preview = '' }: Row): string {
  return preview.includes('\ufffd') ? '' : oneLine(preview)
}

/** A multipart without its boundary (RFC 2046 §5.1.1) is described as one empty part: its text is then the whole body. */
function readable(structure: Structure, { bodyStructure, size = 0 }: Row): Structure {
  const [only, second] = structure.parts
  if (!bodyStructure?.type.startsWith('multipart/') || !only || second || only.size > 0) return structure
  const whole = partOf({ part: 'TEXT', type: 'text/plain', encoding: '8bit', size })
  return {
    anatomy: { text: whole, attachments: [], embedded: [] },
    parts: [whole],
    attachmentCount: 0,
    broken: [...structure.broken, 'no-boundary'],
  }
}

type HeaderFacts = Pick<MessageFacts, 'references' | 'importance' | 'listId'> & ReturnType<typeof senderClaims>

export function headerFacts(values: Map<string, string>): HeaderFacts {
  const listId = oneLine(/<([^<>]*)>\s*$/.exec(values.get('list-id') ?? '')?.[1] ?? values.get('list-id') ?? '')
  return {
    references: (values.get('references')?.match(/<[^<>\s]+>/g) ?? []).slice(-mostReferences),
    importance: importanceOf(values),
    ...(listId && { listId }),
    ...senderClaims(values),
  }
}

/** The first field of each name, unfolded (RFC 5322 §2.2.3). */
export function fieldsOf(block: Buffer | undefined): Map<string, string> {
  const fields = new Map<string, string>()
  if (!block) return fields
  for (const line of decodeText(block)
    .text.replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase()
    if (name && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}

/** Importance is RFC 4021's; X-Priority and Priority say the same in older programs. */
function importanceOf(values: Map<string, string>): MessageFacts['importance'] {
  const said = values.get('importance')?.toLowerCase() ?? ''
  if (said === 'high' || said === 'low') return said
  const priority = values.get('x-priority')?.charAt(0) ?? ''
  if ('12'.includes(priority) && priority) return 'high'
  if ('45'.includes(priority) && priority) return 'low'
  const older = values.get('priority')?.toLowerCase()
  if (older === 'urgent') return 'high'
  return older === 'non-urgent' ? 'low' : 'normal'
}

/** What servers say (Dovecot, and UW's IMAP before it) in the place of a part that an address lacks. */
const lacking = /^(missing_mailbox|missing_domain|syntax_error|\.missing-host-name\.|\.syntax-error\.)$/i

/** Whoever has a name, an address, or both; without an address nobody can be written to. */
const addressesOf = (list: MessageAddressObject[] | undefined): Address[] =>
  (list ?? [])
    .slice(0, mostAddresses)
    .map(asAddress)
    .filter(({ name, address }) => name || address)

function asAddress({ name, address }: MessageAddressObject): Address {
  const words = oneLine(name || '')
  const whole = oneLine(address ?? '')
  const at = whole.lastIndexOf('@')
  const mailbox = at < 0 ? whole : whole.slice(0, at)
  const isWhole = ![mailbox, whole.slice(at + 1)].some((part) => lacking.test(part))
  if (isWhole) return { name: words, address: unicodeAddress(whole) }
  return { name: words || (lacking.test(mailbox) ? '' : mailbox), address: '' }
}

export function unicodeAddress(address: string): string {
  const at = address.lastIndexOf('@')
  if (at < 0) return address
  const domain = address.slice(at + 1).toLowerCase()
  // Gives '' for what is no domain: then it is shown as it came.
  return `${address.slice(0, at)}@${domainToUnicode(domain) || domain}`
}
