import { MailError } from '../errors.ts'
import { command, sequence, stringOf, type Token, type Untagged } from './command.ts'
import type { FolderContext } from './context.ts'

export interface Slice {
  uid: number
  /** Section number or name, « 2.1 », « HEADER »; empty for the whole message. */
  section: string
  from: number
  length: number
  /** Bytes of the part once the server has decoded it (RFC 3516 §4.2): only what `fetchDecoded` was given before. */
  decoded?: boolean
}

/** Some bytes of a message, fewer than asked at its end only. Leaves \Seen as it is. Rejects when the message is gone. */
export async function fetchBytes({ line }: FolderContext, slice: Slice): Promise<Buffer> {
  let bytes: Buffer | undefined
  await command(line, ['UID FETCH', sequence(String(slice.uid)), sliceItem(slice)], {
    FETCH: (untagged) => {
      bytes ??= bytesIn(untagged)
    },
  })
  if (!bytes) throw new MailError('message-not-found', { detail: 'no such bytes' })
  return bytes
}

/** What to ask FETCH for. */
export const sliceItem = ({ section, from, length, decoded }: Slice): Token => ({
  type: 'ATOM',
  value: decoded ? 'BINARY.PEEK' : 'BODY.PEEK',
  section: section ? [{ type: 'ATOM', value: section }] : [],
  partial: [from, length],
})

/** The bytes in an answer. NIL is a part that is not there, or is empty: to a reader the same. */
export function bytesIn({ attributes }: Untagged): Buffer | undefined {
  const items = attributes?.[1]
  if (!Array.isArray(items)) return undefined
  const at = items.findIndex((item, index) => index % 2 === 0 && /^(?:body|binary)$/i.test(stringOf(item)))
  if (at < 0) return undefined
  const value = items[at + 1]?.value
  return Buffer.isBuffer(value) ? value : Buffer.from(typeof value === 'string' ? value : '')
}
