import { type FlagChange, type FolderRole, type MailAccount, MailError, type Selection } from '../mail/index.ts'
import type { Deed } from './types.ts'

/** What may be done to chosen messages. `remove` is for ever. */
export type Action = 'archive' | 'delete' | 'junk' | 'unjunk' | 'read' | 'unread' | 'follow' | 'unfollow' | 'remove'

/** All that a submit of a list can ask for: folders by path, labels by keyword; empty where none was chosen. */
export type Asked = Action | { moveTo: string } | { copyTo: string } | { label: string } | { unlabel: string }

/** What the filters before the mailbox learn from a move: keywords of IANA's IMAP registry. */
export const lessons = {
  junked: { add: ['$Junk'], remove: ['$NotJunk'] },
  unjunked: { add: ['$NotJunk'], remove: ['$Junk'] },
} as const

interface Move {
  kind: Exclude<Extract<Deed, { moved: unknown }>['kind'], 'copied'>
  role: FolderRole
}

const moves: Partial<Record<Action, Move>> = {
  archive: { kind: 'archived', role: 'archive' },
  delete: { kind: 'deleted', role: 'trash' },
  junk: { kind: 'junked', role: 'junk' },
  unjunk: { kind: 'unjunked', role: 'inbox' },
}

type Mark = 'read' | 'unread' | 'followed' | 'unfollowed'

const marks: Partial<Record<Action, { kind: Mark; change: FlagChange }>> = {
  read: { kind: 'read', change: { add: ['seen'] } },
  unread: { kind: 'unread', change: { remove: ['seen'] } },
  follow: { kind: 'followed', change: { add: ['flagged'] } },
  unfollow: { kind: 'unfollowed', change: { remove: ['flagged'] } },
}

/** What the selects of a form say; a page has each above its list and below. Absent: it has none. */
export interface Choices {
  to1: string
  to2: string
  label1?: string
  label2?: string
}

/**
 * What a submit asks for: an action by its name, or `move1`, `copy1`, `label1`, `unlabel1` (and the same with 2) for what
 * was chosen beside each. Whoever chose above and pressed below is understood: the select without a choice says nothing.
 */
export function askedBy(submit: string, { to1, to2, label1 = '', label2 = '' }: Choices): Asked | undefined {
  const [, what, place] = /^(move|copy|label|unlabel)([12])$/.exec(submit) ?? []
  const folder = place === '1' ? to1 || to2 : to2 || to1
  const keyword = place === '1' ? label1 || label2 : label2 || label1
  if (what === 'move') return { moveTo: folder }
  if (what === 'copy') return { copyTo: folder }
  if (what === 'label') return { label: keyword }
  if (what === 'unlabel') return { unlabel: keyword }
  return isAction(submit) ? submit : undefined
}

/** What has still to be chosen before it can be done: a folder, or a label. */
export function lacking(asked: Asked): 'where' | 'label' | undefined {
  if (typeof asked !== 'object') return undefined
  if ('moveTo' in asked || 'copyTo' in asked) return Object.values(asked).every(Boolean) ? undefined : 'where'
  return Object.values(asked).every(Boolean) ? undefined : 'label'
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
 * Does to a selection what is asked and tells what was done, for the history. Rejects with `MailError`:
 * `message-not-found` when the folder was rebuilt meanwhile, `keyword-refused` when it keeps no such label.
 */
export async function act(mail: MailAccount, selection: Selection, asked: Asked): Promise<Deed> {
  if (typeof asked === 'object') return actByChoice(mail, selection, asked)

  const move = moves[asked]
  if (move) return moveTo(mail, selection, move)

  const mark = marks[asked]
  if (mark) return { kind: mark.kind, changed: await mail.changeFlags(selection, mark.change) }

  return { kind: 'removed', removed: await mail.removeMessages(selection) }
}

async function actByChoice(mail: MailAccount, selection: Selection, asked: Exclude<Asked, Action>): Promise<Deed> {
  if ('moveTo' in asked) return { kind: 'moved', moved: await mail.moveMessages(selection, asked.moveTo) }
  if ('copyTo' in asked) return { kind: 'copied', moved: await mail.copyMessages(selection, asked.copyTo) }
  if ('label' in asked) {
    const changed = await mail.changeFlags(selection, { addKeywords: [asked.label] })
    return { kind: 'labelled', changed, keyword: asked.label }
  }
  const changed = await mail.changeFlags(selection, { removeKeywords: [asked.unlabel] })
  return { kind: 'unlabelled', changed, keyword: asked.unlabel }
}

async function moveTo(mail: MailAccount, selection: Selection, { kind, role }: Move): Promise<Deed> {
  const folder = await mail.folderFor(role)
  const lesson = kind === 'junked' || kind === 'unjunked' ? asChange(lessons[kind]) : undefined
  // In the folder it leaves: keywords go along. A server that keeps none still moves.
  const taught = lesson && (await mail.changeFlags(selection, lesson).catch(unlessRefused))
  return { kind, moved: await mail.moveMessages(selection, folder), ...(taught && { taught }) }
}

const asChange = ({ add, remove }: (typeof lessons)['junked' | 'unjunked']): FlagChange => ({
  add: [...add],
  remove: [...remove],
})

function unlessRefused(error: unknown): undefined {
  if (!(error instanceof MailError) || error.reason !== 'refused') throw error
}
