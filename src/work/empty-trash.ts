import { isBelow, type MailAccount } from '../mail/index.ts'
import { type Gone, nameFolders, removeForEver } from './remove-for-ever.ts'

/**
 * Removes for ever all that lies in the bin, folders that were thrown away included; what arrives meanwhile stays.
 * Undefined where there was nothing.
 */
export async function emptyTrash(mail: MailAccount): Promise<(Gone & { folder: string }) | undefined> {
  const all = await mail.folders()
  const trash = all.find(({ role }) => role === 'trash')
  if (!trash) return undefined

  const inside = all.filter(({ path }) => isBelow(path, trash))
  if (trash.messages === 0 && inside.length === 0) return undefined
  const { selections } = await nameFolders(mail, [trash, ...inside], 0)
  const isTrash = ({ folder }: { folder: string }) => folder === trash.path
  const gone = await removeForEver(mail, {
    emptied: selections.filter(isTrash),
    removed: selections.filter((one) => !isTrash(one)),
  })
  return { ...gone, folder: trash.path }
}
