import type { Folder } from '../types.ts'
import type { Context } from './context.ts'
import { assignRoles, type ChosenRoles } from './folder-roles.ts'
import { inHouseOrder, type OrderedFolder } from './house-order.ts'
import { isSelectable, type Listed, listFolders, type Listing } from './list-folders.ts'
import { type Namespaces, namespacesOf } from './namespaces.ts'
import { type Place, placeOf } from './shared-folders.ts'

/**
 * Every folder with fresh counts, in one round trip where the server has LIST-STATUS (RFC 5819). The same array again
 * says that nothing has changed.
 */
export async function readFolders({ line, memory, rolesOf }: Context): Promise<Folder[]> {
  const [listing, chosen] = await Promise.all([listFolders(line, ['MESSAGES', 'UNSEEN']), rolesOf()])
  const said = spelled(listing, chosen)
  if (!memory.folders || memory.saidOfFolders !== said) {
    memory.folders = Object.freeze(arrange(listing, chosen, namespacesOf(line.imap))) as Folder[]
    memory.saidOfFolders = said
  }
  return memory.folders
}

const spelled = ({ listed, counts }: Listing, chosen: ChosenRoles): string =>
  JSON.stringify([
    ...Array.from(listed.values(), (one) => [one.path, one.delimiter, ...one.attributes]),
    ...counts,
    chosen,
  ])

interface Placed extends Listed, Place {
  parent: string | undefined
}

/** From the server's words to ours: roles, holders (made up where the server lists a child alone), order. */
function arrange({ listed, counts }: Listing, chosen: ChosenRoles, namespaces: Namespaces): Folder[] {
  const placed = withHolders(listed, namespaces)
  const candidates = placed.map(({ path, segments, attributes, shared }) => ({
    path,
    attributes,
    name: nameOf(segments),
    depth: segments.length - 1,
    selectable: isSelectable(attributes),
    shared: shared !== undefined,
  }))
  const roles = assignRoles(candidates, chosen)
  const folders = placed.map(({ path, delimiter, attributes, segments, shared, parent }): OrderedFolder => {
    const role = roles.get(path)
    const { MESSAGES: messages = 0, UNSEEN: unread = 0 } = counts.get(path) ?? {}
    return {
      path,
      name: nameOf(segments),
      depth: segments.length - 1,
      ...(role && { role }),
      selectable: isSelectable(attributes),
      subscribed: attributes.has('\\subscribed'),
      messages,
      unread,
      delimiter,
      ...((attributes.has('\\noinferiors') || path + delimiter === namespaces.own.prefix) && { childless: true }),
      ...(shared && { shared }),
      parent,
    }
  })
  return inHouseOrder(withoutEmptyNames(folders))
}

/** An owner's own name, where it can be opened, is that person's inbox (Cyrus). */
const nameOf = (segments: string[]): string => segments.at(-1) ?? 'INBOX'

function withHolders(listed: Map<string, Listed>, namespaces: Namespaces): Placed[] {
  const placed = new Map<string, Placed>()
  const place = (entry: Listed): void => {
    const where = placeOf(entry, namespaces)
    // The root of a namespace, or an owner, is no folder unless it can be opened.
    if (where.segments.length === 0 && !isSelectable(entry.attributes)) return
    const parent = parentOf(entry, where)
    placed.set(entry.path, { ...entry, ...where, parent })
    if (parent === undefined || placed.has(parent)) return
    const { delimiter } = entry
    place(listed.get(parent) ?? { path: parent, delimiter, attributes: new Set(['\\noselect']) })
  }
  for (const entry of listed.values()) place(entry)
  return [...placed.values()]
}

const parentOf = ({ path, delimiter }: Listed, { segments }: Place): string | undefined =>
  segments.length > 1 ? path.slice(0, path.lastIndexOf(delimiter)) : undefined

/** Names left behind by deleted folders (RFC 5258: \NonExistent), unless they hold others. */
function withoutEmptyNames(folders: OrderedFolder[]): OrderedFolder[] {
  const holders = new Set(folders.map(({ parent }) => parent))
  return folders.filter(({ selectable, path }) => selectable || holders.has(path))
}
