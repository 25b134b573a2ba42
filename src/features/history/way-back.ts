import { folderNamed, paths } from '../../http/paths.ts'
import type { Folder } from '../../mail/index.ts'

/**
 * The page where « Annuler » was pressed, as far as it is sure to be there still: a page that is missing would contradict
 * the sentence of what was put back. A message may be anywhere by now, so its folder stands for it.
 */
export async function wayBack(from: string, foldersNow: () => Promise<Folder[]>): Promise<string> {
  const [, name, message] = /^\/mail\/([^/?#]+)(\/[^?#]+)?/.exec(from) ?? []
  if (name === undefined) return from
  const folder = namedIn(name)
  const folders = await foldersNow().catch(() => [])
  if (!folders.some(({ path, selectable }) => path === folder && selectable)) return paths.history()
  return message ? paths.folder(folder) : from
}

function namedIn(segment: string): string {
  try {
    return folderNamed(decodeURIComponent(segment))
  } catch {
    return ''
  }
}
