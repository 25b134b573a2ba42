import type { Removed, Selection } from '../types.ts'
import type { FolderContext } from './context.ts'
import { existingUids } from './existing-uids.ts'
import { expunge } from './expunge.ts'

/** Removes messages for ever, or flags them where the server can only do that. Says which were there. */
export async function removeMessages(
  context: FolderContext,
  { folder, uidValidity, uids }: Selection,
): Promise<Removed> {
  const existing = await existingUids(context, uids)
  context.begin()
  const how = await expunge(context, existing)
  return { selection: { folder, uidValidity, uids: existing }, how }
}
