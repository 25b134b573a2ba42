import type { FetchMessageObject } from 'imapflow'
import { formatMessageResponse } from 'imapflow/lib/tools.js'
import { decodeText } from '../mime/charset.ts'
import { MailError } from '../errors.ts'
import { atom, command, sequence, stringOf, type Token, type Untagged } from './command.ts'
import type { Line } from './line.ts'

/** One message of a FETCH answer; only what was asked for is there. */
export interface Row extends Partial<Omit<FetchMessageObject, 'seq' | 'uid'>> {
  seq: number
  uid: number
  /** First words (RFC 8970); absent where the server could not say. */
  preview?: string
}

export interface Rows {
  /** In the order of the server, each message once. */
  rows: Row[]
  /** News of flags that named a position and no UID, in passing (RFC 9051 §7.5.2). Their `uid` is 0. */
  loose: Row[]
}

export interface FetchQuery {
  set: string
  by: 'uid' | 'position'
  items: Token[]
  /** Only rows changed since (RFC 7162 §3.1.4.1), and new flags told meanwhile. */
  changedSince?: bigint
}

/** Wraps FETCH once, for PREVIEW, which the library lacks, and for its several answers about one message. */
export async function fetchRows(line: Line, { set, by, items, changedSince }: FetchQuery): Promise<Rows> {
  const known = new Map<number, Row>()
  const loose: Row[] = []
  const modifier = changedSince === undefined ? [] : [[atom('CHANGEDSINCE'), atom(String(changedSince))]]
  const verb = by === 'uid' ? 'UID FETCH' : 'FETCH'
  await command(line, [verb, sequence(set), [atom('UID'), ...items], ...modifier], {
    FETCH: async (untagged) => {
      const row = await rowOf(line, untagged)
      const key = by === 'uid' ? row.uid : row.seq
      if (key) known.set(key, { ...known.get(key), ...row, uid: row.uid || (known.get(key)?.uid ?? 0) })
      else loose.push(row)
    },
  })
  const rows = [...known.values()]
  return { rows: rows.filter(({ uid }) => uid > 0), loose: [...loose, ...rows.filter(({ uid }) => uid === 0)] }
}

/** Asks for flags, with their MODSEQ where the server keeps any. */
export const flagItems = (line: Line): Token[] =>
  keepsModseq(line) ? [atom('FLAGS'), atom('MODSEQ')] : [atom('FLAGS')]

/** True when CHANGEDSINCE may be sent about the selected folder (RFC 7162 §3.1.2.2: some folders keep no MODSEQ). */
export const keepsModseq = ({ imap }: Line): boolean =>
  imap.enabled.has('CONDSTORE') && imap.mailbox !== false && !imap.mailbox.noModseq

async function rowOf({ imap }: Line, untagged: Untagged): Promise<Row> {
  const mailbox = imap.mailbox
  if (!mailbox) throw new MailError('server-unreachable', { detail: 'FETCH without a folder' })
  readEnvelopeBytes(untagged)
  // The library's typings promise a UID; the server may leave it out of what nobody asked for.
  const row: Partial<Row> = await formatMessageResponse(untagged, mailbox, 'md5', imap)
  const preview = previewOf(untagged)
  return { ...row, seq: row.seq ?? 0, uid: row.uid ?? 0, ...(preview !== undefined && { preview }) }
}

/** Headers of old programs hold bytes above 127: they come as literals, which the library would read as UTF-8 only. */
function readEnvelopeBytes(untagged: Untagged): void {
  const envelope = itemOf(untagged, 'ENVELOPE')
  if (Array.isArray(envelope)) decodeLiterals(envelope)
}

function decodeLiterals(nodes: unknown[]): void {
  for (const node of nodes) {
    if (Array.isArray(node)) decodeLiterals(node)
    else if (node !== null && typeof node === 'object' && 'value' in node && Buffer.isBuffer(node.value)) {
      node.value = decodeText(node.value).text
    }
  }
}

/** RFC 8970 gives a string or NIL; its drafts, still served, gave « (FUZZY "…") ». */
function previewOf(untagged: Untagged): string | undefined {
  const item = itemOf(untagged, 'PREVIEW')
  if (item === undefined || item === null) return undefined
  return stringOf(Array.isArray(item) ? item[1] : item)
}

function itemOf(untagged: Untagged, name: string): unknown {
  const items = untagged.attributes?.[1]
  if (!Array.isArray(items)) return undefined
  const at = items.findIndex((item, index) => index % 2 === 0 && stringOf(item).toUpperCase() === name)
  return at < 0 ? undefined : items[at + 1]
}
