import { atom, command, type Token } from './command.ts'
import type { FolderContext } from './context.ts'
import { fetchRows } from './fetch.ts'
import { keyOf } from './known-messages.ts'
import type { Keys } from './search-criteria.ts'
import { allOf, numbersOf, searchKeys } from './search.ts'
import { inOrder, uidSets } from './uid-set.ts'

/** So many are put in order here where the server cannot; beyond, UIDs are taken for the order of arrival. */
const mostSortedHere = 2000

/** UIDs of the selected folder for which `keys` hold, oldest arrival first; in the order of UIDs within one second. */
export async function uidsByArrival(context: FolderContext, keys: Keys): Promise<Uint32Array> {
  if (keys === 'none') return new Uint32Array()
  if (context.line.imap.capabilities.has('SORT')) return sortUids(context, ['ARRIVAL'], keys)

  const { set } = await searchKeys(context, keys)
  const uids = inOrder(set).sort()
  if (uids.length > mostSortedHere) return uids
  const seconds = await arrivalOf(context, uids)
  return uids.sort((one, other) => (seconds.get(one) ?? 0) - (seconds.get(other) ?? 0) || one - other)
}

/** UID SORT (RFC 5256), answered in ranges where the server can (RFC 5267). Dovecot keeps what it sorted by, so it costs no more than a search. */
export async function sortUids({ line }: FolderContext, by: string[], keys: Token[] | 'all'): Promise<Uint32Array> {
  const returned: Token[] = line.imap.capabilities.has('ESORT') ? [atom('RETURN'), [atom('ALL')]] : []
  const wanted = keys === 'all' ? [atom('ALL')] : keys
  const answers: Uint32Array[] = []
  await command(line, ['UID SORT', ...returned, by.map(atom), atom('UTF-8'), ...wanted], {
    ESEARCH: (untagged) => void answers.push(inOrder(allOf(untagged))),
    SORT: (untagged) => void answers.push(Uint32Array.from(numbersOf(untagged))),
  })
  return answers[0] ?? new Uint32Array()
}

/** When messages arrived (INTERNALDATE), in seconds since 1970, as remembered or asked. */
export async function arrivalOf(context: FolderContext, uids: Iterable<number>): Promise<Map<number, number>> {
  const seconds = new Map<number, number>()
  const missing: number[] = []
  for (const uid of uids) {
    const received = context.cache.get(keyOf(context, uid))?.facts.received
    if (received) seconds.set(uid, secondOf(received))
    else missing.push(uid)
  }
  for (const set of uidSets(missing)) {
    const { rows } = await fetchRows(context.line, { set, by: 'uid', items: [atom('INTERNALDATE')] })
    for (const { uid, internalDate } of rows) if (internalDate instanceof Date) seconds.set(uid, secondOf(internalDate))
  }
  return seconds
}

/** IMAP dates have no fractions (RFC 9051 §9, date-time), and servers know none before 1970. */
const secondOf = (date: Date): number => Math.max(0, Math.floor(date.getTime() / 1000)) || 0
