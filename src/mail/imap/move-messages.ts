import type { Moved, Selection } from '../types.ts'
import { command, folderName, sequence, type Untagged } from './command.ts'
import type { FolderContext } from './context.ts'
import { copyUidOf, type CopyUid } from './copy-uid.ts'
import { expunge } from './expunge.ts'
import { askMessageIds, knownMessageIds } from './message-ids.ts'
import { uidSets } from './uid-set.ts'

/** Dovecot says nothing until all of a command are copied: so many take it a second or two. */
export const mostAtOnce = 10_000

/**
 * Moves messages and says where they went as far as the server does (COPYUID), and who they are: undo lives on it.
 * UIDs that are gone are left out; a move into the folder itself does nothing.
 */
export async function moveMessages(context: FolderContext, selection: Selection, toFolder: string): Promise<Moved> {
  const { folder, uidValidity, uids } = selection
  const moved: Moved = { from: { folder, uidValidity, uids: [] }, to: toFolder, uidMap: new Map(), toUidValidity: '' }
  if (toFolder === context.folder.path) return moved

  const messageIds = knownMessageIds(context, uids)
  context.begin()
  for (const set of uidSets(uids, mostAtOnce)) {
    const told = await moveSet(context, set, toFolder)
    for (const { uidValidity: toUidValidity, map } of told.copies) {
      moved.toUidValidity = toUidValidity
      for (const [from, to] of map) moved.uidMap.set(from, to)
    }
    for (const [uid, id] of told.messageIds) messageIds.set(uid, id)
    for (const uid of told.uids) moved.from.uids.push(uid)
    if (told.marked) moved.left = 'marked'
  }
  return messageIds.size > 0 ? { ...moved, messageIds } : moved
}

interface Told {
  copies: CopyUid[]
  uids: number[]
  /** As far as they had to be asked. */
  messageIds: Map<number, string>
  /** They could only be copied. */
  marked: boolean
}

async function moveSet(context: FolderContext, set: string, toFolder: string): Promise<Told> {
  const { imap } = context.line
  const atOnce = imap.capabilities.has('MOVE')
  const precise = imap.capabilities.has('UIDPLUS')
  const wanted = expand(set)
  // Without COPYUID nobody tells which were there to move, nor finds them again but by who they are.
  const messageIds = atOnce && precise ? new Map<number, string>() : await askMessageIds(context, wanted)
  const existing = [...messageIds.keys()]
  if (existing.length === 0 && !(atOnce && precise)) return { copies: [], uids: [], messageIds, marked: false }

  const copies: CopyUid[] = []
  const hear = (response: Untagged): void => {
    const copy = copyUidOf(response)
    if (copy) copies.push(copy)
  }
  // RFC 6851 §4.3: MOVE tells COPYUID in an untagged OK, before the messages go.
  const verb = atOnce ? 'UID MOVE' : 'UID COPY'
  hear(await command(context.line, [verb, sequence(set), folderName(imap, toFolder)], { OK: hear }))
  const uids = precise && copies.length > 0 ? copies.flatMap(({ map }) => [...map.keys()]) : existing
  const marked = !atOnce && (await expunge(context, uids)) === 'marked'
  return { copies, uids, messageIds, marked }
}

const expand = (set: string): number[] =>
  set.split(',').flatMap((run) => {
    const [first = 0, last = first] = run.split(':').map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
