import { MailError } from '../errors.ts'
import type { Moved, Selection } from '../types.ts'
import { asMailError } from './as-mail-error.ts'
import type { FolderContext } from './context.ts'
import { existingUids } from './existing-uids.ts'
import { mostAtOnce } from './move-messages.ts'
import { inOrder, uidSets } from './uid-set.ts'

/**
 * Moves or copies by as many commands as it takes. When a later one fails, what the earlier ones did stays done and is
 * told, with those that `stayed`: thrown away, it could never be undone. A first one that fails rejects.
 */
export async function inParts(
  context: FolderContext,
  selection: Selection,
  change: (part: Selection) => Promise<Moved>,
): Promise<Moved> {
  const [first = [], ...others] = uidSets(selection.uids, mostAtOnce).map((set) => [...inOrder(set)])
  let done = await change({ ...selection, uids: first })
  for (const [index, uids] of others.entries()) {
    try {
      done = joined(done, await change({ ...selection, uids }))
    } catch (error) {
      if (done.from.uids.length === 0) throw error
      return withStayed(context, done, { uids: others.slice(index).flat(), error })
    }
  }
  return done
}

const joined = (one: Moved, other: Moved): Moved => ({
  ...one,
  ...other,
  from: { ...one.from, uids: one.from.uids.concat(other.from.uids) },
  uidMap: new Map([...one.uidMap, ...other.uidMap]),
  toUidValidity: other.toUidValidity || one.toUidValidity,
  ...(one.messageIds && { messageIds: new Map([...one.messageIds, ...(other.messageIds ?? [])]) }),
})

/** A line that is lost asks no more: then nobody knows what became of the command it took along. */
async function withStayed(
  context: FolderContext,
  done: Moved,
  { uids, error }: { uids: number[]; error: unknown },
): Promise<Moved> {
  const failure = asMailError(error, context.line)
  if (!(failure instanceof MailError)) throw error
  const lost = failure.reason === 'server-unreachable' || failure.reason === 'server-silent'
  const there = lost ? undefined : await existingUids(context, uids).catch(() => undefined)
  if (there?.length === 0) return done
  return { ...done, stayed: { count: there?.length ?? uids.length, why: there ? 'refused' : 'unsure' } }
}
