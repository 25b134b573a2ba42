import { MailError } from '../errors.ts'
import type { MessageAttachments, MessageRef } from '../types.ts'
import type { Context, FolderContext } from './context.ts'
import { knownMessages } from './known-messages.ts'
import { selectFolder } from './select-folder.ts'

/**
 * What is attached to some messages, in their order; those that are gone are left out. A search has just told their
 * structures: what is known for ever asks nothing of the server but the folder.
 */
export async function listAttachments(context: Context, refs: MessageRef[]): Promise<MessageAttachments[]> {
  const found = new Map<MessageRef, MessageAttachments>()
  for (const [path, some] of Map.groupBy(refs, ({ folder }) => folder)) {
    const inside = await enter(context, path)
    const here = inside ? some.filter(({ uidValidity }) => uidValidity === inside.folder.uidValidity) : []
    if (!inside || here.length === 0) continue
    const known = await knownMessages(
      inside,
      here.map(({ uid }) => uid),
    )
    for (const ref of here) {
      const structure = known.get(ref.uid)?.structure
      if (structure) found.set(ref, { ref, attachments: structure.anatomy.attachments })
    }
  }
  return refs.flatMap((ref) => found.get(ref) ?? [])
}

/** Undefined for a folder that is gone. */
async function enter(context: Context, path: string): Promise<FolderContext | undefined> {
  try {
    return { ...context, folder: await selectFolder(context.line, path) }
  } catch (error) {
    if (error instanceof MailError && error.reason === 'folder-not-found') return undefined
    throw error
  }
}
