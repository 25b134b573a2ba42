import type { Locale } from '../../i18n/index.ts'
import type { Folder, FolderRight, MailAccount } from '../../mail/index.ts'

type RightsByPath = Map<string, FolderRight[] | undefined>

/** Each is a question to the server; the page of a folder asks for its own. */
const mostAsked = 50

/** What may be done in folders of other people. */
export async function rightsIn(folders: Folder[], mail: MailAccount): Promise<RightsByPath> {
  const shared = folders.filter((folder) => folder.shared && folder.selectable).slice(0, mostAsked)
  const asked = shared.map(async ({ path }) => [path, await mail.folderRights(path).catch(() => undefined)] as const)
  return new Map(await Promise.all(asked))
}

/** « lire, marquer et ajouter des messages » */
export function saysRights(rights: FolderRight[] | undefined, { t, list }: Locale): string {
  if (rights === undefined) return t('folders.rights.unknown')
  return rights.length ? list(rights.map((right) => t(`folders.right.${right}`))) : t('folders.rights.none')
}
