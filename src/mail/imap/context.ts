import type { FactsCache } from './facts-cache.ts'
import type { ChosenRoles } from './folder-roles.ts'
import type { Line, SelectedFolder } from './line.ts'
import type { Memory } from './pool.ts'

/** What a verb works with, while it has a line to itself. */
export interface Context {
  account: string
  line: Line
  cache: FactsCache
  memory: Memory
  previews: boolean
  /** What the account's owner chose, asked when folders are read. */
  rolesOf: () => Promise<ChosenRoles>
  /**
   * Called right before the first command that must not be given twice. Until then, work on a line
   * found dead is begun again on another; so a change asks something harmless first.
   */
  begin: () => void
  caution: Caution
}

/** What is learnt, from one attempt to the next, about messages whose description is too large to be taken in. */
export interface Caution {
  /** Lines that ended under such a description so far. */
  overflows: number
  /** The message being asked about alone. */
  suspect?: number | undefined
  /** Known to be too large: only the beginning of their header is asked for. */
  oversized: Set<number>
}

/** The same with a folder selected on the line. */
export interface FolderContext extends Context {
  folder: SelectedFolder
}
