import { MailError } from '../errors.ts'
import type { Selection } from '../types.ts'
import { literal, text } from './command.ts'
import type { FolderContext } from './context.ts'
import { askHeader } from './message-ids.ts'
import { charsetOf, searchFolder } from './search.ts'
import { newestOf } from './uid-set.ts'

/** More would be no answer to « where is this message? ». */
const mostFound = 1000

/**
 * UIDs whose header `name` is `value`, oldest first. Header and value are data for the server, whatever is in them. It
 * finds whatever contains them (RFC 9051 §6.4.4), and whoever wrote a message chose its Message-ID: they are compared here.
 */
export async function findByHeader(context: FolderContext, name: string, value: string): Promise<Selection> {
  const { path: folder, uidValidity } = context.folder
  // RFC 5322 §3.6.8: anything else is no header's name, and a server may answer BAD.
  if (!/^[!-9;-~]{1,200}$/.test(name)) throw new MailError('refused', { detail: 'no header has such a name' })
  if (/[\0\r\n]/.test(value)) return { folder, uidValidity, uids: [] }

  // eslint-disable-next-line no-control-regex -- ASCII is what is looked for
  const ascii = /^[\x01-\x7f]*$/.test(value)
  const criteria = ascii
    ? ['HEADER', text(name), text(value)]
    : [...charsetOf(context.line), 'HEADER', text(name), literal(Buffer.from(value))]
  const { set } = await searchFolder(context, criteria)
  const found = newestOf(set, 0, mostFound).reverse()
  const said = await askHeader(context, name, found)
  return { folder, uidValidity, uids: found.filter((uid) => said.get(uid) === value.trim()) }
}
