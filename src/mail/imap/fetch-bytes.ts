import { MailError } from '../errors.ts'
import { command, sequence, stringOf, type Token, type Untagged } from './command.ts'
import type { FolderContext } from './context.ts'

export interface Slice {
  uid: number
  /** Section number or name, « 2.1 », « HEADER »; empty for the whole message. */
  section: string
  from: number
  length: number
}

/** Some bytes of a message, fewer than asked at its end only. Leaves \Seen as it is. Rejects when the message is gone. */
export async function fetchBytes({ line }: FolderContext, { uid, section, from, length }: Slice): Promise<Buffer> {
  const item: Token = {
    type: 'ATOM',
    value: 'BODY.PEEK',
    section: section ? [{ type: 'ATOM', value: section }] : [],
    partial: [from, length],
  }
  let bytes: Buffer | undefined
  await command(line, ['UID FETCH', sequence(String(uid)), item], {
    FETCH: (untagged) => {
      bytes ??= bodyOf(untagged)
    },
  })
  if (!bytes) throw new MailError('message-not-found', { detail: 'no such bytes' })
  return bytes
}

/** NIL is a part that is not there, or is empty: to a reader the same. */
function bodyOf({ attributes }: Untagged): Buffer | undefined {
  const items = attributes?.[1]
  if (!Array.isArray(items)) return undefined
  const at = items.findIndex((item, index) => index % 2 === 0 && /^body/i.test(stringOf(item)))
  if (at < 0) return undefined
  const value = items[at + 1]?.value
  return Buffer.isBuffer(value) ? value : Buffer.from(typeof value === 'string' ? value : '')
}
