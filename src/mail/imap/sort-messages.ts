import type { ListSort, SortKey } from '../types.ts'
import { sortUids } from './arrival-order.ts'
import { atom, command, stringOf, type Token } from './command.ts'
import type { FolderContext } from './context.ts'
import type { Known } from './facts.ts'
import { knownMessages } from './known-messages.ts'
import type { Line } from './line.ts'
import { searchKeys } from './search.ts'
import { inOrder } from './uid-set.ts'
import { countIn, type Part, type Sorted } from './pages.ts'
import type { Stretch } from './window.ts'

/** Sorting every message of a larger folder here would ask for all their facts. */
const mostSortedHere = 2000

/** UIDs kept beyond the page that was asked for: the pages after it need no sorting. */
const stretchLength = 500

type Sort = ListSort & { by: Exclude<SortKey, 'arrival'> }

/** A part of the whole selected folder in the order asked for; undefined when neither the server nor we can sort it. */
export async function sortedPart(context: FolderContext, sort: Sort, part: Part): Promise<Sorted | undefined> {
  const total = countIn(context)
  const kept = stretchWith(context, sort, part)
  const stretch = kept ?? (await askStretch(context, sort, { ...part, from: Math.min(part.from, total) }))
  if (!stretch) return undefined
  context.folder.stretch = stretch
  const at = part.from - stretch.from
  return { uids: stretch.uids.slice(at, at + part.count), total }
}

/** The kept neighbours, when they hold the part in this order and nothing came or went since. */
export function stretchWith({ folder, line }: FolderContext, sort: Sort, { from, count }: Part): Stretch | undefined {
  const { stretch } = folder
  if (stretch?.order !== nameOf(sort) || stretch.changes !== folder.changes) return undefined
  const end = Math.min(from + count, countIn({ line }))
  return from >= stretch.from && end <= stretch.from + stretch.uids.length ? stretch : undefined
}

/** Those of the selected folder for which `keys` hold, in the order asked for; undefined when nobody can sort them. */
export async function sortedByKeys(context: FolderContext, sort: Sort, keys: Token[]): Promise<number[] | undefined> {
  if (canSort(context.line)) return [...(await sortUids(context, serverOrder(context.line, sort), keys))].reverse()
  return sortedHere(context, sort, [...inOrder((await searchKeys(context, keys)).set)])
}

/** `uids` in the order asked for; undefined when nobody can sort them. */
export async function sortedUids(context: FolderContext, sort: Sort, uids: number[]): Promise<number[] | undefined> {
  if (!canSort(context.line)) return sortedHere(context, sort, uids)
  const wanted = new Set(uids)
  return (await sortedByKeys(context, sort, [atom('ALL')]))?.filter((uid) => wanted.has(uid))
}

async function askStretch(context: FolderContext, sort: Sort, { from, count }: Part): Promise<Stretch | undefined> {
  const { line, folder } = context
  const about = { order: nameOf(sort), changes: folder.changes }
  if (canSort(line) && canPart(line)) {
    const start = Math.floor(from / stretchLength) * stretchLength
    return { ...about, from: start, uids: await askPart(line, sort, { from: start, count: stretchLength + count }) }
  }
  const all = await sortedByKeys(context, sort, [atom('ALL')])
  return all && { ...about, from, uids: all.slice(from, from + stretchLength) }
}

/**
 * Read from the end of the opposite order: RFC 5256 §3 leaves what is equal in the order of the folder, and of one
 * sender's messages the newest comes first here, whichever way senders go.
 */
async function askPart(line: Line, sort: Sort, { from, count }: Part): Promise<number[]> {
  const last = countIn({ line }) - from
  if (last < 1) return []
  const range = `${Math.max(1, last - count + 1)}:${last}`
  const returned = [atom('RETURN'), [atom('PARTIAL'), atom(range)]]
  const uids: number[] = []
  await command(line, ['UID SORT', ...returned, serverOrder(line, sort).map(atom), atom('UTF-8'), atom('ALL')], {
    // « * ESEARCH (TAG "A1") UID PARTIAL (1:3 7,3:4) » (RFC 5267 §4.4)
    ESEARCH: ({ attributes = [] }) => {
      const at = attributes.findIndex((attribute) => stringOf(attribute).toUpperCase() === 'PARTIAL')
      const told: unknown = at < 0 ? undefined : attributes[at + 1]
      if (Array.isArray(told)) uids.push(...inOrder(stringOf(told[1])))
    },
  })
  return uids.reverse()
}

const canSort = ({ imap }: Line): boolean => imap.capabilities.has('SORT')

/** Dovecot 2.3 announces RFC 5267 for SEARCH alone, and gives parts of a SORT as well. */
const canPart = ({ imap: { capabilities } }: Line): boolean =>
  capabilities.has('ESORT') && (capabilities.has('CONTEXT=SORT') || capabilities.has('CONTEXT=SEARCH'))

const nameOf = ({ by, order }: ListSort): string => `${by} ${order}`

/** The opposite of the order asked for. Senders by the name that is shown, where the server has RFC 5957. */
function serverOrder({ imap }: Line, { by, order }: Sort): string[] {
  const sender = imap.capabilities.has('SORT=DISPLAY') ? 'DISPLAYFROM' : 'FROM'
  const key = { sender, subject: 'SUBJECT', size: 'SIZE' }[by]
  return order === 'up' ? ['REVERSE', key] : [key]
}

/** Numbers before letters, accents and case apart, as in a directory. */
const collator = new Intl.Collator('fr', { sensitivity: 'base', numeric: true })

async function sortedHere(context: FolderContext, sort: Sort, uids: number[]): Promise<number[] | undefined> {
  if (uids.length > mostSortedHere) return undefined
  const known = await knownMessages(context, uids)
  const sign = sort.order === 'up' ? 1 : -1
  return [...known.keys()].sort((one, other) => {
    const [first, second] = [known.get(one), known.get(other)]
    return (first && second ? sign * compare[sort.by](first, second) : 0) || other - one
  })
}

const compare: Record<Sort['by'], (one: Known, other: Known) => number> = {
  sender: (one, other) => collator.compare(senderOf(one), senderOf(other)),
  subject: (one, other) => collator.compare(baseOf(one), baseOf(other)),
  size: (one, other) => one.facts.size - other.facts.size,
}

const senderOf = ({ facts: { from } }: Known): string => from[0]?.name || (from[0]?.address ?? '')

/** RFC 5256 §2.1, as far as people see it: answers and forwards stand beside what they answer. */
const baseOf = ({ facts }: Known): string =>
  facts.subject.replace(/^(\s*(re|fwd?|tr|rép)\s*(\[[^\]]*\])?\s*:)+\s*/i, '')
