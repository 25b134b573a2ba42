import { type FlagChange, type FolderRole, type MailAccount, MailError, type Selection } from '../mail/index.ts'
import type { Deed } from './types.ts'

/** What may be done to chosen messages. `remove` is for ever. */
export type Action = 'archive' | 'delete' | 'junk' | 'unjunk' | 'read' | 'unread' | 'follow' | 'unfollow' | 'remove'

interface Move {
  kind: Exclude<Extract<Deed, { moved: unknown }>['kind'], 'copied'>
  role: FolderRole
  /** What the filters before the mailbox learn from (the keywords of IANA's IMAP registry). */
  teaches?: FlagChange
}

const moves: Partial<Record<Action, Move>> = {
  archive: { kind: 'archived', role: 'archive' },
  delete: { kind: 'deleted', role: 'trash' },
  junk: { kind: 'junked', role: 'junk', teaches: { add: ['$Junk'], remove: ['$NotJunk'] } },
  unjunk: { kind: 'unjunked', role: 'inbox', teaches: { add: ['$NotJunk'], remove: ['$Junk'] } },
}

type Mark = 'read' | 'unread' | 'followed' | 'unfollowed'

const marks: Partial<Record<Action, { kind: Mark; change: FlagChange }>> = {
  read: { kind: 'read', change: { add: ['seen'] } },
  unread: { kind: 'unread', change: { remove: ['seen'] } },
  follow: { kind: 'followed', change: { add: ['flagged'] } },
  unfollow: { kind: 'unfollowed', change: { remove: ['flagged'] } },
}

/**
 * What a submit asks for: an action by its name, or `move1` and `move2` for the folder chosen beside each. Whoever chose
 * above and pressed below is understood: the select without a choice says nothing.
 */
export function askedBy(
  submit: string,
  { to1, to2 }: { to1: string; to2: string },
): Action | { moveTo: string } | undefined {
  if (submit === 'move1') return { moveTo: to1 || to2 }
  if (submit === 'move2') return { moveTo: to2 || to1 }
  return isAction(submit) ? submit : undefined
}

function isAction(name: string): name is Action {
  return [...Object.keys(moves), ...Object.keys(marks), 'remove'].includes(name)
}

/** What makes sense in a folder: nothing is archived from the archives, and no letter of one's own is junk. */
export function actionsIn(role?: FolderRole): Action[] {
  const inOneOf = (...roles: FolderRole[]) => role !== undefined && roles.includes(role)
  const actions: (Action | false)[] = [
    !inOneOf('archive', 'drafts') && 'archive',
    role === 'trash' ? 'remove' : 'delete',
    role === 'junk' ? 'unjunk' : !inOneOf('sent', 'drafts', 'trash') && 'junk',
    role !== 'drafts' && 'read',
    role !== 'drafts' && 'unread',
    'follow',
    'unfollow',
  ]
  return actions.filter((action) => action !== false)
}

/**
 * Does `action` to a selection and tells what was done, for the history. Rejects with `MailError`:
 * `message-not-found` when the folder was rebuilt meanwhile.
 */
export async function act(mail: MailAccount, selection: Selection, action: Action | { moveTo: string }): Promise<Deed> {
  if (typeof action === 'object') return { kind: 'moved', moved: await mail.moveMessages(selection, action.moveTo) }

  const move = moves[action]
  if (move) return moveTo(mail, selection, move)

  const mark = marks[action]
  if (mark) return { kind: mark.kind, changed: await mail.changeFlags(selection, mark.change) }

  return { kind: 'removed', removed: await mail.removeMessages(selection) }
}

async function moveTo(mail: MailAccount, selection: Selection, { kind, role, teaches }: Move): Promise<Deed> {
  const folder = await mail.folderFor(role)
  // In the folder it leaves: keywords go along. A server that keeps none still moves.
  const taught = teaches && (await mail.changeFlags(selection, teaches).catch(unlessRefused))
  return { kind, moved: await mail.moveMessages(selection, folder), ...(taught && { taught }) }
}

function unlessRefused(error: unknown): undefined {
  if (!(error instanceof MailError) || error.reason !== 'refused') throw error
}
