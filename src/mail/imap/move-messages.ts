import type { Moved, Selection } from '../types.ts'
import { command, folderName, sequence, type Untagged } from './command.ts'
import type { FolderContext } from './context.ts'
import { copyUidOf, type CopyUid } from './copy-uid.ts'
import { existingUids } from './existing-uids.ts'
import { expunge } from './expunge.ts'
import { uidSets } from './uid-set.ts'

/** Dovecot says nothing until all of a command are copied: so many take it a second or two. */
export const mostAtOnce = 10_000

/**
 * Moves messages and says where they went as far as the server does (COPYUID): undo lives on it.
 * UIDs that are gone are left out; a move into the folder itself does nothing.
 */
export async function moveMessages(context: FolderContext, selection: Selection, toFolder: string): Promise<Moved> {
  const { folder, uidValidity, uids } = selection
  const moved: Moved = { from: { folder, uidValidity, uids: [] }, to: toFolder, uidMap: new Map(), toUidValidity: '' }
  if (toFolder === context.folder.path) return moved

  context.begin()
  for (const set of uidSets(uids, mostAtOnce)) {
    const told = await moveSet(context, set, toFolder)
    for (const { uidValidity: toUidValidity, map } of told.copies) {
      moved.toUidValidity = toUidValidity
      for (const [from, to] of map) moved.uidMap.set(from, to)
    }
    moved.from.uids.push(...told.uids)
  }
  return moved
}

interface Told {
  copies: CopyUid[]
  uids: number[]
}

async function moveSet(context: FolderContext, set: string, toFolder: string): Promise<Told> {
  const { imap } = context.line
  const atOnce = imap.capabilities.has('MOVE')
  const precise = imap.capabilities.has('UIDPLUS')
  const wanted = expand(set)
  // Without COPYUID nobody tells which were there to move.
  const existing = atOnce && precise ? [] : await existingUids(context, wanted)
  if (existing.length === 0 && !(atOnce && precise)) return { copies: [], uids: [] }

  const copies: CopyUid[] = []
  const hear = (response: Untagged): void => {
    const copy = copyUidOf(response)
    if (copy) copies.push(copy)
  }
  // RFC 6851 §4.3: MOVE tells COPYUID in an untagged OK, before the messages go.
  const verb = atOnce ? 'UID MOVE' : 'UID COPY'
  hear(await command(context.line, [verb, sequence(set), folderName(imap, toFolder)], { OK: hear }))
  const uids = precise && copies.length > 0 ? copies.flatMap(({ map }) => [...map.keys()]) : existing
  if (!atOnce) await expunge(context, uids)
  return { copies, uids }
}

const expand = (set: string): number[] =>
  set.split(',').flatMap((run) => {
    const [first = 0, last = first] = run.split(':').map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
