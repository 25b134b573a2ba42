import type { ImapFlow, ImapFlowError } from 'imapflow'
import type { ImapAttributeList, ImapResponse } from 'imapflow/lib/handler/types.js'
import { encodePath, getStatusCode, normalizePath } from 'imapflow/lib/tools.js'
import { MailError } from '../errors.ts'
import { withPatience, type Line } from './line.ts'

/** What a command is made of. The library quotes; only `sequence` goes out as it is, and is checked by it. */
export type Token = SimpleToken | Token[]

interface SimpleToken {
  type: 'ATOM' | 'STRING' | 'LITERAL' | 'SEQUENCE'
  value: string | Buffer
  section?: Token[]
  partial?: number[]
  isLiteral8?: boolean
}

export type Untagged = ImapResponse

export const atom = (value: string): Token => ({ type: 'ATOM', value })
export const text = (value: string): Token => ({ type: 'STRING', value })
export const literal = (value: Buffer): Token => ({ type: 'LITERAL', value })
export const sequence = (value: string): Token => ({ type: 'SEQUENCE', value })

/** A folder's name as the server wants it (modified UTF-7 unless UTF-8 was agreed, RFC 9051 Appendix A.1). */
export function folderName(imap: ImapFlow, path: string): Token {
  return text(encodePath(imap, normalizePath(imap, checkedPath(path))))
}

/** No server can have a folder with a line break or NUL in its name (RFC 9051 §5.1), so nobody is asked. */
export function checkedPath(path: string): string {
  if (path === '' || /[\0\r\n]/.test(path)) throw new MailError('folder-not-found', { detail: 'impossible name' })
  return path.toUpperCase() === 'INBOX' ? 'INBOX' : path
}

type Listener = (untagged: Untagged) => void | Promise<void>

/** Present at run time, absent from the typings: every test of test/mail/imap would fail without it. */
interface Executor {
  exec(
    verb: string,
    tokens: Token[] | false,
    options: { untagged: Record<string, Listener> },
  ): Promise<{ response: ImapResponse; next: () => void }>
}

/**
 * Sends one command and waits for its end. `heard` gets the untagged answers by their name; what it throws fails the command.
 * Rejects for NO and BAD with `serverResponseCode` set, unlike the library's own verbs, which answer `false`.
 */
export async function command(
  line: Line,
  [verb, ...tokens]: [string, ...Token[]],
  heard: Record<string, Listener> = {},
): Promise<ImapResponse> {
  const mishaps: unknown[] = []
  const untagged = Object.fromEntries(
    Object.entries(heard).map(([name, listener]) => [name, guarded(listener, mishaps)]),
  )
  try {
    const imap = line.imap as unknown as Executor
    const { response, next } = await withPatience(line, imap.exec(verb, tokens.length > 0 && tokens, { untagged }))
    // Until it is called the library reads nothing more.
    next()
    if (mishaps.length > 0) throw mishaps[0]
    return response
  } catch (error) {
    throw withResponseCode(error)
  }
}

/** An untagged handler's error is only logged by the library: kept here to fail the command. */
const guarded =
  (listener: Listener, mishaps: unknown[]): Listener =>
  async (untagged) => {
    try {
      await listener(untagged)
    } catch (error) {
      mishaps.push(error)
    }
  }

function withResponseCode(error: unknown): unknown {
  const refusal = error as ImapFlowError
  if (Error.isError(error) && refusal.response !== undefined && refusal.serverResponseCode === undefined) {
    const code = getStatusCode(refusal.response)
    if (code) refusal.serverResponseCode = code
  }
  return error
}

/** The tokens of a response code, « [COPYUID 3 1:2 5:6] », when the answer carries the one named. */
export function codeOf(response: ImapResponse, name: string): string[] | undefined {
  const section = (response.attributes?.[0] as { section?: ImapAttributeList } | undefined)?.section
  const words = section?.map((word) => stringOf(word))
  return words?.[0]?.toUpperCase() === name ? words : undefined
}

/** The text of an attribute, whichever way the server spelled it; empty for NIL and lists. */
export function stringOf(attribute: unknown): string {
  const value = (attribute as { value?: unknown } | null | undefined)?.value
  if (typeof value === 'string') return value
  return Buffer.isBuffer(value) ? value.toString() : ''
}
