import type { ImapResponse } from 'imapflow/lib/handler/types.js'
import { atom, command, stringOf, type Token, type Untagged } from './command.ts'
import type { FolderContext } from './context.ts'
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

/** « * ESEARCH (TAG "A1") UID ALL 3:7,12 » */
function allOf({ attributes = [] }: ImapResponse): string {
  const at = attributes.findIndex((attribute) => stringOf(attribute).toUpperCase() === 'ALL')
  return at < 0 ? '' : stringOf(attributes[at + 1])
}

const numbersOf = ({ numbers, attributes = [] }: Untagged): number[] =>
  numbers ?? attributes.map((attribute) => Number(stringOf(attribute)))
