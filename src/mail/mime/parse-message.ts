import PostalMime, { type Address as ParsedAddress, type Attachment, type Email } from 'postal-mime'
import { oneLine } from '../one-line.ts'
import type { Address, Breakage } from '../types.ts'
import { decodeText } from './charset.ts'

/** A file inside an embedded message. */
export interface EmbeddedFile {
  /** Decoded; empty when none was given. Not safe as a path. */
  name: string
  /** Lower case. */
  type: string
  /** Bytes. */
  size: number
  /** Without angle brackets. */
  contentId: string
  disposition: 'inline' | 'attachment'
  content: Uint8Array
}

/** A message that came as a part of another, or as an .eml file. */
export interface EmbeddedMessage {
  from: Address[]
  to: Address[]
  cc: Address[]
  replyTo: Address[]
  subject: string
  sent?: Date
  messageId: string
  text?: string
  html?: string
  /** Messages in the message included (`message/rfc822`): open one by parsing its content. */
  files: EmbeddedFile[]
  broken: Breakage[]
}

const largestHeader = 1_000_000
const mostFiles = 1000
const deepest = 50

/** Bytes of a body that is shown as it stands. */
const longestBody = 300_000

/** Reads a message (RFC 5322, MIME); time grows with its length. Never rejects. */
export async function parseMessage(raw: Uint8Array): Promise<EmbeddedMessage> {
  try {
    const limits = { maxNestingDepth: deepest, maxHeadersSize: largestHeader }
    return messageOf(await PostalMime.parse(raw, { forceRfc822Attachments: true, ...limits }), raw, [])
  } catch (error) {
    return parseHeaderOnly(
      raw,
      error instanceof Error && error.message.includes('nesting depth') ? 'too-deep' : 'too-large',
    )
  }
}

/** What can be told of a message whose parts cannot be told apart: its facts, and the beginning of its body as text. */
export async function parseHeaderOnly(raw: Uint8Array, why: Breakage): Promise<EmbeddedMessage> {
  const header = raw.subarray(0, Math.min(bodyStart(raw), largestHeader / 4))
  return messageOf(await PostalMime.parse(header).catch(() => undefined), raw, [why])
}

function messageOf(parsed: Email | undefined, raw: Uint8Array, broken: Breakage[]): EmbeddedMessage {
  const sent = parsed?.date === undefined ? undefined : new Date(parsed.date)
  const dated = sent !== undefined && !Number.isNaN(sent.getTime())
  const from = parsed?.from ? addressesOf([parsed.from]) : []
  const files = (parsed?.attachments ?? []).slice(0, mostFiles).map(fileOf)
  const shown = bodiesOf(parsed, files, raw)
  return {
    from,
    to: addressesOf(parsed?.to),
    cc: addressesOf(parsed?.cc),
    replyTo: addressesOf(parsed?.replyTo),
    subject: oneLine(parsed?.subject ?? ''),
    ...(dated && { sent }),
    messageId: oneLine(parsed?.messageId ?? '').replace(/^<|>$/g, ''),
    ...shown,
    files,
    broken: [
      ...broken,
      ...(from.length === 0 ? (['no-from'] as const) : []),
      ...(dated ? [] : (['no-date'] as const)),
      ...(files.length === 0 && !shown.text && !shown.html ? (['empty'] as const) : []),
      ...(files.length === 0 && isMultipart(parsed) && !parsed?.text && !parsed?.html
        ? (['no-boundary'] as const)
        : []),
    ],
  }
}

/** A multipart message without its boundary has no part: its body is shown as it stands. */
function bodiesOf(parsed: Email | undefined, files: EmbeddedFile[], raw: Uint8Array): { text?: string; html?: string } {
  const { text, html } = parsed ?? {}
  if (text === undefined && html === undefined && files.length === 0) {
    const body = raw.subarray(bodyStart(raw), bodyStart(raw) + longestBody)
    return body.length === 0 ? {} : { text: decodeText(body).text }
  }
  return {
    ...(text !== undefined && { text: text.replaceAll('\0', '').toWellFormed() }),
    ...(html !== undefined && { html: html.replaceAll('\0', '').toWellFormed() }),
  }
}

function isMultipart(parsed: Email | undefined): boolean {
  return parsed?.headers.some(({ key, value }) => key === 'content-type' && /^\s*multipart\//i.test(value)) ?? false
}

/** After the first empty line; with none, all is header (RFC 5322 §2.1). */
function bodyStart(raw: Uint8Array): number {
  for (let at = raw.indexOf(0x0a); at >= 0; at = raw.indexOf(0x0a, at + 1)) {
    if (raw[at + 1] === 0x0a) return at + 2
    if (raw[at + 1] === 0x0d && raw[at + 2] === 0x0a) return at + 3
  }
  return raw.length
}

function addressesOf(parsed: ParsedAddress[] = []): Address[] {
  return parsed
    .flatMap((entry) => entry.group ?? [entry])
    .map(({ name, address }) => ({ name: oneLine(name), address: withLowerDomain(oneLine(address)) }))
}

function withLowerDomain(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? address : address.slice(0, at) + address.slice(at).toLowerCase()
}

function fileOf({ filename, mimeType, contentId = '', disposition, content }: Attachment): EmbeddedFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
  return {
    name: oneLine(filename ?? ''),
    type: mimeType,
    size: bytes.length,
    contentId: contentId.replace(/^<|>$/g, ''),
    disposition: disposition === 'inline' ? 'inline' : 'attachment',
    content: bytes,
  }
}
