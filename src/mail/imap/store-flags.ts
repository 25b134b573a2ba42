import { MailError } from '../errors.ts'
import { formatMessageResponse } from 'imapflow/lib/tools.js'
import type { Flags } from '../types.ts'
import { asMailError } from './as-mail-error.ts'
import { atom, command, sequence } from './command.ts'
import type { FolderContext } from './context.ts'
import type { Row } from './fetch.ts'
import { flagsOf, isKeyword } from './flags.ts'
import type { Line } from './line.ts'
import { uidSets } from './uid-set.ts'

/** Flags and keywords as the server spells them: « \Seen », « $Junk », « voyage ». */
export interface Wanted {
  add: string[]
  remove: string[]
}

export interface Store {
  uids: readonly number[]
  sign: '+' | '-'
  names: string[]
}

/** Messages of one command: more could keep the server silent for longer than we wait. */
const mostAtOnce = 20_000

/** Adds or removes flags; `heard` gets the flags after, where the server tells them. Without it, it is asked not to. */
export async function storeFlags(
  { line }: FolderContext,
  { uids, sign, names }: Store,
  heard?: (uid: number, flags: Flags) => void,
): Promise<void> {
  if (line.imap.mailbox && line.imap.mailbox.readOnly) throw new MailError('refused', { detail: 'read-only folder' })
  const item = atom(`${sign}FLAGS${heard ? '' : '.SILENT'}`)
  for (const set of uidSets(uids, mostAtOnce)) {
    await command(line, ['UID STORE', sequence(set), item, names.map(atom)], {
      FETCH: async (untagged) => {
        const { mailbox } = line.imap
        if (!mailbox || !heard) return
        const row: Partial<Row> = await formatMessageResponse(untagged, mailbox, 'md5', line.imap)
        if (row.uid && row.flags) heard(row.uid, flagsOf(row.flags))
      },
    }).catch((error: unknown) => {
      throw keywordRefused(error, line)
    })
  }
}

/** Dovecot says CANNOT for a keyword that is too long or has a character it cannot keep. */
function keywordRefused(error: unknown, line: Line): unknown {
  const told = asMailError(error, line)
  const refused = told instanceof MailError && told.reason === 'refused' && told.message.includes('CANNOT')
  return refused ? new MailError('keyword-refused', { detail: 'STORE', cause: told }) : told
}

/**
 * Before anything is sent: keywords that are none, or that the selected folder will not keep (PERMANENTFLAGS without `\*`,
 * RFC 9051 §7.1). A server that says nothing keeps them all.
 */
export function insistOnKeywords({ line: { imap } }: FolderContext, keywords: readonly string[]): void {
  const kept = imap.mailbox ? imap.mailbox.permanentFlags : undefined
  const names = kept && new Set([...kept].map((name) => name.toLowerCase()))
  const isKept = (keyword: string): boolean => !names || names.has('\\*') || names.has(keyword.toLowerCase())
  if (keywords.every((keyword) => isKeyword(keyword) && isKept(keyword))) return
  throw new MailError('keyword-refused', { detail: 'not kept by this folder' })
}
