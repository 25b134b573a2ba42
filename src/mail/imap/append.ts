import { formatDateTime } from 'imapflow/lib/tools.js'
import type { Appended, Flag } from '../types.ts'
import { atom, codeOf, command, folderName, text, type Token } from './command.ts'
import type { Context } from './context.ts'
import { spelled } from './flags.ts'
import { probe } from './probe.ts'
import { isUid } from './uid-set.ts'

/** Adds a message to a folder, which need not be selected. Never tried twice: a lost answer may hide a success. */
export async function append(
  { line, begin }: Context,
  folder: string,
  { message, flags = [], received }: { message: Uint8Array; flags?: Flag[] | undefined; received?: Date | undefined },
): Promise<Appended> {
  const { imap } = line
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength)
  const date = received && formatDateTime(received)
  const content: Token = {
    type: 'LITERAL',
    value: bytes,
    // RFC 3516 §4.4: NUL may only travel in a literal8.
    isLiteral8: imap.capabilities.has('BINARY') && bytes.includes(0),
  }
  await probe(line)
  begin()
  const answer = await command(line, [
    'APPEND',
    folderName(imap, folder),
    flags.map((flag) => atom(spelled(flag))),
    ...(date ? [text(date)] : []),
    content,
  ])

  const [, uidValidity, uid] = codeOf(answer, 'APPENDUID') ?? []
  if (uidValidity === undefined || !isUid(Number(uid))) return { folder }
  return { folder, ref: { folder, uidValidity, uid: Number(uid) } }
}
