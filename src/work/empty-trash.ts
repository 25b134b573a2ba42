import type { Folder, MailAccount } from '../mail/index.ts'
import type { Deed } from './types.ts'

/**
 * Removes for ever all that lies in the bin, folders that were thrown away included; what arrives meanwhile stays.
 * Undefined where there was nothing. Rejects with `MailError`, part of it being gone perhaps.
 */
export async function emptyTrash(mail: MailAccount): Promise<Deed | undefined> {
  const all = await mail.folders()
  const trash = all.find(({ role }) => role === 'trash')
  if (!trash) return undefined

  const inside = foldersIn(trash, all)
  if (trash.messages === 0 && inside.length === 0) return undefined
  const { selections } = await mail.freeze({ folders: [trash.path], criteria: [], first: 0 })
  const deed: Extract<Deed, { kind: 'emptied' }> = { kind: 'emptied', folder: trash.path, removed: [], folders: [] }
  for (const frozen of selections) deed.removed.push(await mail.removeMessages(await mail.thaw(frozen)))
  for (const { path } of inside) deed.folders.push(...(await mail.removeFolder(path)))
  return deed
}

/** Those directly inside: each goes with all it holds. */
function foldersIn({ path, delimiter }: Folder, all: Folder[]): Folder[] {
  if (!delimiter) return []
  const prefix = path + delimiter
  return all.filter((one) => one.path.startsWith(prefix) && !one.path.slice(prefix.length).includes(delimiter))
}
