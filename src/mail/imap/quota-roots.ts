import type { Folder, QuotaRoot } from '../types.ts'
import { command, folderName, stringOf, type Untagged } from './command.ts'
import type { Context } from './context.ts'
import { readFolders } from './folders.ts'
import { granted } from './granted.ts'

/** Each folder is a question, and Dovecot counts the whole mailbox again at each: a second with 5,000 folders. */
const mostAsked = 50

/** Every quota root of the folders there are (RFC 9208 §4.2.2), in the order they are met. */
export async function quotaRoots(context: Context): Promise<QuotaRoot[]> {
  const { line } = context
  if (!hasQuota(line.imap.capabilities)) return []
  const roots = new Map<string, QuotaRoot>()
  const rootNamed = (name: string): QuotaRoot => {
    const root = roots.get(name) ?? { name, folders: [] }
    roots.set(name, root)
    return root
  }

  // As they were last listed: which folder counts against which root does not change from page to page.
  for (const { path } of askedOf(context.memory.folders ?? (await readFolders(context)))) {
    const asked = command(line, ['GETQUOTAROOT', folderName(line.imap, path)], {
      QUOTAROOT: ({ attributes = [] }) => {
        for (const name of attributes.slice(1)) rootNamed(stringOf(name)).folders.push(path)
      },
      QUOTA: (untagged) => addLimits(rootNamed, untagged),
    })
    // Of somebody else's folder it may not be ours to know.
    await granted(line, asked)
  }
  return [...roots.values()].filter(({ storage, messages }) => storage ?? messages)
}

/** In a mailbox of many folders, INBOX speaks for one's own, and one folder for all of the same owner. */
function askedOf(folders: Folder[]): Folder[] {
  const open = folders.filter(({ selectable }) => selectable)
  if (open.length <= mostAsked) return open
  const owners = new Map(open.flatMap((folder) => (folder.shared ? [[folder.shared.owner, folder]] : [])))
  return [...open.filter(({ role }) => role === 'inbox'), ...[...owners.values()].slice(0, mostAsked)]
}

/** A server of RFC 9208 may name its resources only. */
const hasQuota = (capabilities: ReadonlyMap<string, unknown>): boolean =>
  [...capabilities.keys()].some((name) => name === 'QUOTA' || name.startsWith('QUOTA=RES-'))

/** Kibibytes on the wire (RFC 9208 §5.1), bytes with us. */
function addLimits(rootNamed: (name: string) => QuotaRoot, { attributes = [] }: Untagged): void {
  const [name, resources] = attributes
  const words = Array.isArray(resources) ? resources.map(stringOf) : []
  for (let at = 0; at + 2 < words.length; at += 3) {
    const [resource, used, limit] = [words[at]?.toUpperCase(), Number(words[at + 1]), Number(words[at + 2])]
    if (!Number.isSafeInteger(used) || !Number.isSafeInteger(limit)) continue
    if (resource === 'STORAGE') rootNamed(stringOf(name)).storage = { used: used * 1024, limit: limit * 1024 }
    if (resource === 'MESSAGE') rootNamed(stringOf(name)).messages = { used, limit }
  }
}
