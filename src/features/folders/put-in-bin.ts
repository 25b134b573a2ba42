import { type Folder, type FolderMoved, type MailAccount, MailError } from '../../mail/index.ts'

/** « Sorties », « Sorties 2 »…: nobody deletes more of one name between two emptyings. */
const mostNames = 100

/**
 * Deleting is a move into the bin, under a name that is free there. Undefined where the server allows no such folder in it:
 * then only removing for ever is left, and that is another question.
 */
export async function putInBin(mail: MailAccount, folder: Folder, trash: string): Promise<FolderMoved | undefined> {
  for (let copy = 1; copy <= mostNames; copy++) {
    const name = copy === 1 ? folder.name : `${folder.name} ${String(copy)}`
    try {
      return await mail.moveFolder(folder.path, { name, inside: trash })
    } catch (error) {
      const reason = error instanceof MailError ? error.reason : undefined
      if (reason === 'refused' || reason === 'folder-name-refused') return undefined
      if (reason !== 'folder-exists') throw error
    }
  }
  return undefined
}
