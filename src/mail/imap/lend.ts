import { MailError } from '../errors.ts'
import { asMailError } from './as-mail-error.ts'
import { checkedPath } from './command.ts'
import type { Caution, Context, FolderContext } from './context.ts'
import type { FactsCache } from './facts-cache.ts'
import type { ChosenRoles } from './folder-roles.ts'
import type { Line } from './line.ts'
import type { Pool, Want } from './pool.ts'
import { selectFolder } from './select-folder.ts'
import type { TextsCache } from './texts-cache.ts'

/** Where the lines of one account come from. */
export interface Lender {
  account: string
  cache: FactsCache
  texts: TextsCache
  previews: boolean
  rolesOf: () => Promise<ChosenRoles>
  pool: () => Pool
}

/** Every message of a page may be hostile: after so many lines, all unknown ones are taken for it. */
const mostOverflows = 4

/** Borrows a line for `work` and gives it back however it ends. A line found dead before anything began is replaced once. */
export async function lend<T>(lender: Lender, want: Want, work: (context: Context) => Promise<T>): Promise<T> {
  const { account, cache, previews, rolesOf } = lender
  const caution: Caution = { overflows: 0, oversized: new Set() }
  for (let first = true; ; first = false) {
    const pool = lender.pool()
    const line = await pool.borrow(want)
    const state = { begun: false }
    const begin = (): void => {
      state.begun = true
    }
    try {
      return await work({ account, cache, previews, rolesOf, line, memory: pool.memory, begin, caution })
    } catch (error) {
      const told = asMailError(error, line)
      const again = !state.begun && (learn(line, caution) || (first && isLost(line, told)))
      if (!again) throw told
    } finally {
      pool.giveBack(line)
    }
  }
}

/** After a line that an answer overflowed: notes whose description it was. Says whether trying again makes sense. */
function learn({ overflowed }: Line, caution: Caution): boolean {
  if (!overflowed || caution.overflows > mostOverflows) return false
  caution.overflows++
  if (caution.suspect !== undefined) caution.oversized.add(caution.suspect)
  caution.suspect = undefined
  return true
}

/** The same, with a folder selected. Rejects with `folder-not-found`. */
export async function lendFolder<T>(
  lender: Lender,
  want: Want & { folder: string },
  work: (context: FolderContext) => Promise<T>,
): Promise<T> {
  const path = checkedPath(want.folder)
  return lend(lender, { ...want, folder: path }, async (context) =>
    work({ ...context, folder: await selectFolder(context.line, path) }),
  )
}

/** Silence is not tried again: the person has waited long enough. */
const isLost = (line: Line, error: Error): boolean =>
  (line.lost || !line.imap.usable) &&
  !line.silent &&
  error instanceof MailError &&
  error.reason === 'server-unreachable'
