import type { Request } from 'express'
import { type Folder, MailError } from '../../mail/index.ts'
import type { Services } from '../../services.ts'
import { folderQuery } from './query.ts'

/** The folder a page's address names, among all there are. Rejects with `folder-not-found`. */
export async function findFolder(
  req: Request,
  { foldersOf }: Pick<Services, 'foldersOf'>,
): Promise<{ folders: Folder[]; folder: Folder }> {
  const { folder: path } = folderQuery.parse(req.query)
  const folders = await foldersOf(req)
  const folder = folders.find((one) => one.path === path)
  if (!folder) throw new MailError('folder-not-found')
  return { folders, folder }
}
