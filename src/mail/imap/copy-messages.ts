import type { Moved, Selection } from '../types.ts'
import { command, folderName, sequence, type Untagged } from './command.ts'
import type { FolderContext } from './context.ts'
import { copyUidOf } from './copy-uid.ts'
import { existingUids } from './existing-uids.ts'
import { mostAtOnce } from './move-messages.ts'
import { uidSets } from './uid-set.ts'

/** Copies messages, into their own folder too, and says where the copies are as far as the server does (COPYUID). */
export async function copyMessages(context: FolderContext, selection: Selection, toFolder: string): Promise<Moved> {
  const { folder, uidValidity, uids } = selection
  const copied: Moved = { from: { folder, uidValidity, uids: [] }, to: toFolder, uidMap: new Map(), toUidValidity: '' }
  const { imap } = context.line
  const precise = imap.capabilities.has('UIDPLUS')
  // Without COPYUID nobody tells which were there to copy.
  const wanted = precise ? uids : await existingUids(context, uids)

  context.begin()
  for (const set of uidSets(wanted, mostAtOnce)) {
    const hear = (response: Untagged): void => {
      const copy = copyUidOf(response)
      if (!copy) return
      copied.toUidValidity = copy.uidValidity
      for (const [from, to] of copy.map) copied.uidMap.set(from, to)
    }
    hear(await command(context.line, ['UID COPY', sequence(set), folderName(imap, toFolder)], { OK: hear }))
  }
  copied.from.uids = precise ? [...copied.uidMap.keys()] : wanted
  return copied
}
