import encodingJapanese from 'encoding-japanese'
import iconv from 'iconv-lite'

/** Names that say nothing, or too little to be believed about bytes above 127. */
const noCharset = new Set([
  '',
  'usascii',
  'ascii',
  'ansix341968',
  '8bit',
  'binary',
  'unknown',
  'unknown8bit',
  'xunknown',
  'default',
  'utf8mb4',
])

/** Transfer encodings that iconv-lite takes for charsets. */
const notCharsets = new Set(['hex', 'base64', 'internal'])

const latin1 = new Set(['iso88591', 'latin1', 'l1', 'cp819', 'ibm819', 'iso885911987'])

const japanese = new Set([
  'iso2022jp',
  'iso2022jp1',
  'iso2022jp2',
  'iso2022jp3',
  'csiso2022jp',
  'iso2022jpms',
  'cp50220',
  'cp50221',
])

/** Names seen in mail that iconv-lite knows under another one. */
const otherNames: Record<string, string> = {
  unicode11utf8: 'utf-8',
  iso88598i: 'iso-8859-8',
  iso88598e: 'iso-8859-8',
  iso88596i: 'iso-8859-6',
  ksc56011987: 'cp949',
  ksc56011989: 'cp949',
  xsjis: 'shift_jis',
  xgbk: 'gbk',
  xmacroman: 'macintosh',
}

/**
 * Turns the bytes of a text part into Unicode without NUL or lone surrogates. Never throws.
 * An absent or unknown `charset` is guessed: UTF-8 when the bytes are valid UTF-8, else windows-1252;
 * `unknownCharset` says that one was named and not known.
 *
 * UTF-7 is decoded here, so before any sanitiser, and pages are always declared UTF-8: no browser ever sees it.
 */
export function decodeText(bytes: Uint8Array, charset = ''): { text: string; unknownCharset: boolean } {
  const name = plainName(charset)
  const text = decodeByMark(bytes) ?? decodeByName(bytes, name)
  return { text: clean(text ?? guess(bytes)), unknownCharset: text === undefined && !noCharset.has(name) }
}

/** RFC 2978 §2.3 ignores case, and senders differ on `-`, `_`, quotes and RFC 2231 languages (`utf-8*fr`). */
function plainName(charset: string): string {
  return charset
    .slice(0, 60)
    .replace(/\*.*$/s, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

/** A byte order mark is surer than a header. */
function decodeByMark(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder('utf-8').decode(bytes)
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return undefined
}

function decodeByName(bytes: Uint8Array, name: string): string | undefined {
  if (noCharset.has(name) || notCharsets.has(name)) return undefined
  if (name === 'utf8') return decodeUtf8(bytes)
  if (japanese.has(name)) return decodeJapanese(bytes)

  // What calls itself Latin 1 holds windows-1252's « œ », « € » and curly quotes; browsers read it so too (WHATWG Encoding §4.2).
  const known = latin1.has(name) ? 'windows-1252' : (otherNames[name] ?? name)
  return Object.hasOwn(otherNames, name) || latin1.has(name) || iconv.encodingExists(known)
    ? iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), known)
    : undefined
}

/** Text said to be UTF-8 in which no accent is valid UTF-8 is older text under a wrong name. */
function decodeUtf8(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes)
  if (!text.includes('\ufffd') || /[^\p{ASCII}\ufffd]/u.test(text)) return text
  return new TextDecoder('windows-1252').decode(bytes)
}

/** iconv-lite lacks the stateful Japanese encodings. */
function decodeJapanese(bytes: Uint8Array): string {
  return encodingJapanese.convert(bytes, { from: 'JIS', to: 'UNICODE', type: 'string' })
}

function guess(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decodeUtf8(bytes)
  }
}

/** NUL ends strings in some parsers and is dropped by others, and a lone surrogate cannot be sent as UTF-8. */
function clean(text: string): string {
  const withoutNul = text.includes('\0') ? text.replaceAll('\0', '') : text
  return withoutNul.isWellFormed() ? withoutNul : withoutNul.replace(/\p{Surrogate}/gu, '')
}
