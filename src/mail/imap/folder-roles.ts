import type { FolderRole } from '../types.ts'

/** The house order. */
export const roles: readonly FolderRole[] = ['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash']

const roleOfAttribute = new Map<string, FolderRole>([
  ['\\drafts', 'drafts'],
  ['\\sent', 'sent'],
  ['\\archive', 'archive'],
  ['\\junk', 'junk'],
  ['\\trash', 'trash'],
])

/** What other programs call them, for servers that do not say (RFC 6154 is an extension). */
const names: Record<Exclude<FolderRole, 'inbox'>, string[]> = {
  drafts: ['Drafts', 'Draft', 'Brouillons', 'Brouillon'],
  sent: ['Sent', 'Sent Items', 'Sent Messages', 'Sent Mail', 'Envoyés', 'Éléments envoyés', 'Messages envoyés'],
  archive: ['Archive', 'Archives'],
  junk: ['Junk', 'Junk E-mail', 'Spam', 'Indésirables', 'Courrier indésirable', 'Pourriel'],
  trash: ['Trash', 'Deleted Items', 'Deleted Messages', 'Corbeille', 'Éléments supprimés'],
}

/** Our own names, when the server has no such folder. */
export const frenchNames: Record<Exclude<FolderRole, 'inbox'>, string> = {
  drafts: 'Brouillons',
  sent: 'Envoyés',
  archive: 'Archives',
  junk: 'Indésirables',
  trash: 'Corbeille',
}

const plain = (name: string): string => name.normalize('NFC').toLowerCase()

const roleOfName = new Map<string, FolderRole>(
  Object.entries(names).flatMap(([role, known]) => known.map((name) => [plain(name), role as FolderRole])),
)

export interface Candidate {
  path: string
  name: string
  /** From 0, below the personal namespace. */
  depth: number
  attributes: ReadonlySet<string>
  selectable: boolean
  /** Somebody else's: it plays a role for its owner, and for us only when we chose it. */
  shared: boolean
}

/** Paths that the reader gave a role to. */
export type ChosenRoles = Partial<Record<FolderRole, string>>

/**
 * Which folder plays which role, by path: the reader's word first, where such a folder exists, then the server's, then
 * known names at the top or right under INBOX. Where several claim one role, the shallowest has it, then the first in
 * the alphabet: always the same one.
 */
export function assignRoles(candidates: Candidate[], chosen: ChosenRoles = {}): Map<string, FolderRole> {
  const assigned = new Map<string, FolderRole>()
  const open = candidates.filter(({ selectable }) => selectable)
  const usable = open.filter(({ shared }) => !shared)
  const give = (role: FolderRole, claims: (candidate: Candidate) => boolean): void => {
    if ([...assigned.values()].includes(role)) return
    const [first] = usable.filter((one) => !assigned.has(one.path) && claims(one)).sort(byDepth)
    if (first) assigned.set(first.path, role)
  }
  give('inbox', ({ path }) => path === 'INBOX')
  for (const role of roles) {
    const path = chosen[role]
    if (role === 'inbox' || path === undefined || assigned.has(path)) continue
    if (open.some((one) => one.path === path)) assigned.set(path, role)
  }
  for (const role of roles) give(role, ({ attributes }) => attributeRole(attributes) === role)
  for (const role of roles) give(role, (one) => isNearTop(one) && roleOfName.get(plain(one.name)) === role)
  return assigned
}

function attributeRole(attributes: ReadonlySet<string>): FolderRole | undefined {
  for (const attribute of attributes) {
    const role = roleOfAttribute.get(attribute.toLowerCase())
    if (role) return role
  }
  return undefined
}

const isNearTop = ({ depth, path }: Candidate): boolean => depth === 0 || (depth === 1 && /^INBOX[^\w\s]/.test(path))

const byDepth = (one: Candidate, other: Candidate): number =>
  one.depth - other.depth || (one.path < other.path ? -1 : 1)
