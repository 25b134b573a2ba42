import { decodePath, getStringList } from 'imapflow/lib/tools.js'
import type { ListOptions } from 'imapflow'
import { MailError } from '../errors.ts'
import type { Folder } from '../types.ts'
import { atom, command, stringOf, text, type Token, type Untagged } from './command.ts'
import type { Context } from './context.ts'
import { assignRoles } from './folder-roles.ts'
import { inHouseOrder, type OrderedFolder } from './house-order.ts'
import { withPatience, type Line } from './line.ts'

interface Listed {
  path: string
  delimiter: string
  attributes: Set<string>
}

interface Counts {
  messages: number
  unread: number
}

/** Every folder with fresh counts, in one round trip where the server has LIST-STATUS (RFC 5819). */
export async function readFolders({ line, memory }: Context): Promise<Folder[]> {
  const { capabilities } = line.imap
  const { listed, counts } =
    capabilities.has('LIST-STATUS') && capabilities.has('LIST-EXTENDED')
      ? await listAtOnce(line)
      : await listInSteps(line)
  memory.folders = arrange(listed, counts, line.imap.namespace?.prefix ?? '')
  return memory.folders
}

interface Listing {
  listed: Listed[]
  counts: Map<string, Counts>
}

async function listAtOnce(line: Line): Promise<Listing> {
  const listed: Listed[] = []
  const counts = new Map<string, Counts>()
  const wanted: Token[] = [atom('SUBSCRIBED'), atom('STATUS'), [atom('MESSAGES'), atom('UNSEEN')]]
  // RFC 6154 §2: with RETURN options, roles are told only to those who ask.
  if (line.imap.capabilities.has('SPECIAL-USE')) wanted.unshift(atom('SPECIAL-USE'))
  await command(line, ['LIST', text(''), text('*'), atom('RETURN'), wanted], {
    LIST: ({ attributes = [] }) => {
      const [flags, delimiter, name] = attributes
      listed.push({
        path: pathOf(line, name),
        delimiter: stringOf(delimiter),
        attributes: new Set(getStringList(flags).map((flag) => flag.toLowerCase())),
      })
    },
    STATUS: (untagged) => {
      const [name, values] = untagged.attributes ?? []
      counts.set(pathOf(line, name), countsOf(Array.isArray(values) ? values : []))
    },
  })
  return { listed, counts }
}

function pathOf(line: Line, name: NonNullable<Untagged['attributes']>[number] | undefined): string {
  const path = decodePath(line.imap, stringOf(name))
  return path.toUpperCase() === 'INBOX' ? 'INBOX' : path
}

function countsOf(values: unknown[]): Counts {
  const read = (name: string): number => {
    const at = values.findIndex((value) => stringOf(value).toUpperCase() === name)
    const count = at < 0 ? 0 : Number(stringOf(values[at + 1]))
    return Number.isSafeInteger(count) ? count : 0
  }
  return { messages: read('MESSAGES'), unread: read('UNSEEN') }
}

/** Poorer servers: the library asks LIST, LSUB and a STATUS for each. */
async function listInSteps(line: Line): Promise<Listing> {
  const query: ListOptions = { statusQuery: { messages: true, unseen: true } }
  const entries = await withPatience(line, line.imap.list(query))
  if (!(entries as unknown)) throw new MailError('server-unreachable', { detail: 'LIST' })
  const counts = new Map<string, Counts>()
  const listed = entries.map(({ path, delimiter, flags, subscribed, status }) => {
    counts.set(path, { messages: status?.messages ?? 0, unread: status?.unseen ?? 0 })
    const attributes = new Set([...flags].map((flag) => flag.toLowerCase()))
    if (subscribed) attributes.add('\\subscribed')
    return { path, delimiter, attributes }
  })
  return { listed, counts }
}

/** From the server's words to ours: roles, holders (made up where the server lists a child alone), order. */
function arrange(listed: Listed[], counts: Map<string, Counts>, prefix: string): Folder[] {
  const byPath = new Map(listed.map((entry) => [entry.path, entry]))
  for (const entry of listed) addHolders(byPath, entry, prefix)

  const candidates = [...byPath.values()].map(({ path, delimiter, attributes }) => {
    const segments = segmentsOf(path, delimiter, prefix)
    const selectable = !attributes.has('\\noselect') && !attributes.has('\\nonexistent')
    return { path, attributes, selectable, name: segments.at(-1) ?? path, depth: segments.length - 1 }
  })
  const roles = assignRoles(candidates)
  const folders = candidates.map(({ path, name, depth, attributes, selectable }): OrderedFolder => {
    const role = roles.get(path)
    const subscribed = attributes.has('\\subscribed')
    const { messages, unread } = counts.get(path) ?? { messages: 0, unread: 0 }
    const parent = parentOf(path, byPath.get(path)?.delimiter ?? '', prefix)
    return { path, name, depth, ...(role && { role }), selectable, subscribed, messages, unread, parent }
  })
  return inHouseOrder(withoutEmptyNames(folders))
}

/** A personal namespace that is not the root, « INBOX. », is no folder of anybody's. */
function segmentsOf(path: string, delimiter: string, prefix: string): string[] {
  const own = prefix && path.startsWith(prefix) && path !== prefix ? path.slice(prefix.length) : path
  return delimiter ? own.split(delimiter) : [own]
}

function parentOf(path: string, delimiter: string, prefix: string): string | undefined {
  const end = delimiter ? path.lastIndexOf(delimiter) : -1
  return end > 0 && segmentsOf(path, delimiter, prefix).length > 1 ? path.slice(0, end) : undefined
}

function addHolders(byPath: Map<string, Listed>, { path, delimiter }: Listed, prefix: string): void {
  for (let parent = parentOf(path, delimiter, prefix); parent !== undefined;) {
    if (byPath.has(parent)) return
    byPath.set(parent, { path: parent, delimiter, attributes: new Set(['\\noselect']) })
    parent = parentOf(parent, delimiter, prefix)
  }
}

/** Names left behind by deleted folders (RFC 5258: \NonExistent), unless they hold others. */
function withoutEmptyNames(folders: OrderedFolder[]): OrderedFolder[] {
  const holders = new Set(folders.map(({ parent }) => parent))
  return folders.filter(({ selectable, path }) => selectable || holders.has(path))
}
