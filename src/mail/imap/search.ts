import type { ImapResponse } from 'imapflow/lib/handler/types.js'
import { atom, command, sequence, stringOf, type Token, type Untagged } from './command.ts'
import type { FolderContext } from './context.ts'
import type { Line } from './line.ts'
import { needsCharset, type Keys } from './search-criteria.ts'
import { countOf, uidSets } from './uid-set.ts'

export interface SearchResult {
  /** UIDs as a set, « 3:7,12 »; empty when nothing was found. */
  set: string
  count: number
}

/** UID SEARCH in the selected folder; the answer is a set of ranges where the server can (ESEARCH, RFC 4731). */
export async function searchFolder(
  { line }: Pick<FolderContext, 'line'>,
  criteria: (string | Token)[],
): Promise<SearchResult> {
  const extended = line.imap.capabilities.has('ESEARCH')
  const returned: Token[] = extended ? [atom('RETURN'), [atom('ALL')]] : []
  const tokens = criteria.map((criterion) => (typeof criterion === 'string' ? atom(criterion) : criterion))
  const sets: string[] = []
  await command(line, ['UID SEARCH', ...returned, ...tokens], {
    ESEARCH: (untagged) => void sets.push(allOf(untagged)),
    SEARCH: (untagged) => void sets.push(...uidSets(numbersOf(untagged))),
  })
  const set = sets.filter(Boolean).join(',')
  return { set, count: countOf(set) }
}

/** The same for criteria that may need no asking, within `uids` (one set) when it is given. */
export async function searchKeys(
  context: Pick<FolderContext, 'line'>,
  keys: Keys,
  uids?: string,
): Promise<SearchResult> {
  if (keys === 'none') return { set: '', count: 0 }
  const within = uids === undefined ? [] : [atom('UID'), sequence(uids)]
  const wanted = [...within, ...(keys === 'all' ? [] : keys)]
  const charset = needsCharset(wanted) ? charsetOf(context.line) : []
  return searchFolder(context, [...charset, ...(wanted.length > 0 ? wanted : [atom('ALL')])])
}

/** How to say that words are in UTF-8. RFC 6855 §3: not where UTF8=ACCEPT is enabled, for that says it already. */
export const charsetOf = ({ imap }: Line): Token[] =>
  imap.enabled.has('UTF8=ACCEPT') ? [] : [atom('CHARSET'), atom('UTF-8')]

/** « * ESEARCH (TAG "A1") UID ALL 3:7,12 » */
export function allOf({ attributes = [] }: ImapResponse): string {
  const at = attributes.findIndex((attribute) => stringOf(attribute).toUpperCase() === 'ALL')
  return at < 0 ? '' : stringOf(attributes[at + 1])
}

export const numbersOf = ({ numbers, attributes = [] }: Untagged): number[] =>
  numbers ?? attributes.map((attribute) => Number(stringOf(attribute)))
