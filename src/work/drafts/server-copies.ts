import { MailError, type MailAccount, type MessageRef, type Moved } from '../../mail/index.ts'
import { draftMark } from './draft-message.ts'
import type { ServerCopy } from './draft-rows.ts'

export interface Copies {
  /** Copies of ours: an older text, which the next one replaces. */
  ours: MessageRef[]
  /** What another program made of ours: never touched. */
  theirs?: MessageRef
}

/**
 * A message never changes under its UID, so a copy that is still there is still ours. Where it is gone, another program
 * may have put its own text in its place, under the same Message-ID and without our marks.
 */
export async function findCopies(
  mail: MailAccount,
  folder: string,
  { draft, copy, uncertain }: { draft: string; copy: ServerCopy; uncertain: boolean },
): Promise<Copies> {
  const standing = copy.ref && (await exists(mail, copy.ref)) ? [copy.ref] : []
  const expected = copy.ref ? standing.length > 0 : true
  if (expected && !uncertain) return { ours: standing }

  const marked = await find(mail, folder, [draftMark, draft])
  const named = copy.messageId ? await find(mail, folder, ['Message-ID', copy.messageId]) : []
  const ours = [...marked, ...standing.filter((ref) => !marked.some((one) => isSame(one, ref)))]
  const theirs = named.findLast((ref) => !ours.some((one) => isSame(one, ref)))
  return { ours, ...(theirs && { theirs }) }
}

/** The newest message that carries our mark, for servers that do not say which UID an append got. */
export async function newestMarked(mail: MailAccount, folder: string, draft: string): Promise<MessageRef | undefined> {
  return (await find(mail, folder, [draftMark, draft])).at(-1)
}

export async function removeCopies(mail: MailAccount, refs: MessageRef[]): Promise<void> {
  for (const { folder, uidValidity, uid } of refs) await mail.removeMessages({ folder, uidValidity, uids: [uid] })
}

/**
 * A draft that is none any more leaves the Drafts folder: for ever once its letter has left, to the trash when it was
 * thrown away, so that nothing is final. Gives what went there.
 */
export async function clearCopies(
  mail: MailAccount,
  state: 'sent' | 'discarded',
  known: { draft: string; copy: ServerCopy; uncertain: boolean },
): Promise<Moved[]> {
  const { ours } = await findCopies(mail, await mail.folderFor('drafts'), known)
  if (state === 'sent') {
    await removeCopies(mail, ours)
    return []
  }

  const moved: Moved[] = []
  for (const { folder, uidValidity, uid } of ours) {
    moved.push(await mail.moveMessages({ folder, uidValidity, uids: [uid] }, await mail.folderFor('trash')))
  }
  return moved
}

async function find(mail: MailAccount, folder: string, [name, value]: [string, string]): Promise<MessageRef[]> {
  const { uidValidity, uids } = await mail.findByHeader(folder, name, value)
  return uids.map((uid) => ({ folder, uidValidity, uid }))
}

const isSame = (one: MessageRef, other: MessageRef): boolean =>
  one.folder === other.folder && one.uidValidity === other.uidValidity && one.uid === other.uid

async function exists(mail: MailAccount, ref: MessageRef): Promise<boolean> {
  try {
    await mail.readHeader(ref, 256)
    return true
  } catch (error) {
    if (isGone(error)) return false
    throw error
  }
}

/** The message, or its folder, is not there any more. */
export const isGone = (error: unknown): boolean =>
  error instanceof MailError && (error.reason === 'message-not-found' || error.reason === 'folder-not-found')
