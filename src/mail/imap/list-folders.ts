import { decodePath, getStringList } from 'imapflow/lib/tools.js'
import { atom, command, folderName, stringOf, text, type Token, type Untagged } from './command.ts'
import { granted } from './granted.ts'
import type { Line } from './line.ts'
import { namespacesOf } from './namespaces.ts'

export interface Listed {
  path: string
  delimiter: string
  /** Lower case. */
  attributes: Set<string>
}

/** A number the server tells of a folder (RFC 9051 §6.3.11, RFC 8438). */
export type StatusItem = 'MESSAGES' | 'UNSEEN' | 'SIZE'

export interface Listing {
  /** By path. */
  listed: Map<string, Listed>
  /** By path; what the server said nothing of is absent. */
  counts: Map<string, Partial<Record<StatusItem, number>>>
}

/** Every folder, one's own and those of others, with what `items` ask: in one round trip where the server has LIST-STATUS (RFC 5819). */
export function listFolders(line: Line, items: StatusItem[]): Promise<Listing> {
  const { capabilities } = line.imap
  const atOnce = capabilities.has('LIST-STATUS') && capabilities.has('LIST-EXTENDED')
  return atOnce ? listAtOnce(line, items) : listInSteps(line, items)
}

async function listAtOnce(line: Line, items: StatusItem[]): Promise<Listing> {
  const listing: Listing = { listed: new Map(), counts: new Map() }
  const wanted = [...listOptions(line), atom('STATUS'), items.map(atom)]
  const patterns = patternsOf(line).map(text)
  // RFC 5258 §3: several patterns are one command, so others' folders cost no round trip of their own.
  const pattern: Token = patterns.length > 1 ? patterns : text('*')
  await command(line, ['LIST', text(''), pattern, atom('RETURN'), wanted], {
    LIST: (untagged) => addListed(listing, listedOf(line, untagged)),
    STATUS: (untagged) => addCounts(listing, line, untagged),
  })
  return listing
}

/** Poorer servers are asked for names, for subscriptions, then for each folder's numbers. */
async function listInSteps(line: Line, items: StatusItem[]): Promise<Listing> {
  const listing: Listing = { listed: new Map(), counts: new Map() }
  const extended = line.imap.capabilities.has('LIST-EXTENDED')
  const options: Token[] = extended ? [atom('RETURN'), listOptions(line)] : []
  for (const pattern of patternsOf(line)) {
    await command(line, ['LIST', text(''), text(pattern), ...options], {
      LIST: (untagged) => addListed(listing, listedOf(line, untagged)),
    })
    if (!extended) await addSubscriptions(line, pattern, listing)
  }
  for (const { path, attributes } of listing.listed.values()) {
    if (isSelectable(attributes)) await askStatus(line, path, { items, listing })
  }
  return listing
}

/** RFC 6154 §2: with RETURN options, roles are told only to those who ask. */
const listOptions = (line: Line): Token[] =>
  (line.imap.capabilities.has('SPECIAL-USE') ? ['SPECIAL-USE', 'SUBSCRIBED'] : ['SUBSCRIBED']).map(atom)

/** Servers need not list other namespaces to those who do not name them (RFC 2342 §5). */
function patternsOf(line: Line): string[] {
  const { others, shared } = namespacesOf(line.imap)
  return [...new Set(['*', ...[...others, ...shared].map(({ prefix }) => `${prefix}*`)])]
}

async function addSubscriptions(line: Line, pattern: string, { listed }: Listing): Promise<void> {
  await command(line, ['LSUB', text(''), text(pattern)], {
    LSUB: (untagged) => {
      const { path, attributes } = listedOf(line, untagged)
      if (isSelectable(attributes)) listed.get(path)?.attributes.add('\\subscribed')
    },
  })
}

/** Names that begin like that of a folder: itself, those it holds, and its neighbours. */
export async function listBeginning(line: Line, path: string): Promise<Listed[]> {
  const listed: Listed[] = []
  await command(line, ['LIST', text(''), text(stringOf(folderName(line.imap, path)) + '*')], {
    LIST: (untagged) => void listed.push(listedOf(line, untagged)),
  })
  return listed
}

/** A folder that may be seen but not read is refused: it simply has no numbers. */
const askStatus = (line: Line, path: string, { items, listing }: { items: StatusItem[]; listing: Listing }) =>
  granted(
    line,
    command(line, ['STATUS', folderName(line.imap, path), items.map(atom)], {
      STATUS: (untagged) => addCounts(listing, line, untagged),
    }),
  )

export const isSelectable = (attributes: ReadonlySet<string>): boolean =>
  !attributes.has('\\noselect') && !attributes.has('\\nonexistent')

function listedOf(line: Line, { attributes = [] }: Untagged): Listed {
  const [flags, delimiter, name] = attributes
  return {
    path: pathOf(line, name),
    delimiter: stringOf(delimiter),
    attributes: new Set(getStringList(flags).map((flag) => flag.toLowerCase())),
  }
}

/** A name may answer to several patterns. */
function addListed({ listed }: Listing, entry: Listed): void {
  listed.set(entry.path, entry)
}

function addCounts({ counts }: Listing, line: Line, { attributes = [] }: Untagged): void {
  const [name, values] = attributes
  const words = Array.isArray(values) ? values.map((value) => stringOf(value).toUpperCase()) : []
  const told: Partial<Record<string, number>> = {}
  for (let at = 0; at + 1 < words.length; at += 2) {
    const count = Number(words[at + 1])
    if (Number.isSafeInteger(count)) told[words[at] ?? ''] = count
  }
  counts.set(pathOf(line, name), told)
}

function pathOf(line: Line, name: NonNullable<Untagged['attributes']>[number] | undefined): string {
  const path = decodePath(line.imap, stringOf(name))
  return path.toUpperCase() === 'INBOX' ? 'INBOX' : path
}
