import { paths } from './http/paths.ts'
import type { Frame, FrameFolder } from './http/views.ts'
import type { Locale } from './i18n/index.ts'
import type { Folder } from './mail/index.ts'

/** Folders of a group beside a page. The pages of those who keep thousands must not weigh on everybody. */
const mostBeside = 300

/** The folders beside every page: those with a role and what they hold, one's own, then other people's. Hidden ones are left out. */
export function frameFolders(
  folders: Folder[],
  locale: Locale,
  current: string | undefined,
): NonNullable<Frame['folders']> {
  const groups: NonNullable<Frame['folders']> = { special: [], own: [], shared: [] }
  let group = groups.special
  /** From the top down to the folder before this one: its holders are among them. */
  const above: Above[] = []

  for (const folder of folders) {
    above.length = Math.min(above.length, folder.depth)
    if (folder.depth === 0) group = groups[groupOf(folder)]
    const shown = folder.selectable && (folder.subscribed || folder.role !== undefined)
    const name = locale.folderName(folder)
    above.push({ name, shown })
    if (shown) group.push(asFrameFolder(folder, { locale, above, current: folder.path === current }))
  }
  return { special: groups.special, own: beside(groups.own, locale), shared: beside(groups.shared, locale) }
}

/** The first of them and the one that is open; how many more there are stands at the end. */
function beside(folders: FrameFolder[], { t }: Locale): FrameFolder[] {
  if (folders.length <= mostBeside) return folders
  const others = folders.slice(mostBeside)
  const open = others.filter(({ current }) => current)
  const label = t('frame.folders.others', { count: others.length - open.length })
  return [...folders.slice(0, mostBeside), ...open, { label, href: paths.folders(), depth: 0, current: false }]
}

interface Above {
  name: string
  shown: boolean
}

function groupOf({ role, shared }: Folder): 'special' | 'own' | 'shared' {
  if (role) return 'special'
  return shared ? 'shared' : 'own'
}

function asFrameFolder(
  folder: Folder,
  { locale, above, current }: { locale: Locale; above: Above[]; current: boolean },
): FrameFolder {
  const { path, role, unread, messages, shared } = folder
  const drafts = role === 'drafts'
  const count = drafts ? messages : unread
  const counted = count > 0 && role !== 'sent' && role !== 'trash'
  const { label, depth } = named(above)
  return {
    label: shared?.owner && depth === 0 ? locale.t('frame.folders.of', { folder: label, owner: shared.owner }) : label,
    href: paths.folder(path),
    depth,
    current,
    ...(counted && {
      count: {
        number: locale.number(count),
        words: locale.t(drafts ? 'frame.folders.drafts' : 'frame.folders.unread', { count }),
      },
    }),
  }
}

/** Under the nearest holder that is shown; those between that are not are part of its name. */
function named(above: Above[]): { label: string; depth: number } {
  const nearest = above.slice(0, -1).findLastIndex(({ shown }) => shown)
  const names = above.slice(nearest + 1).map(({ name }) => name)
  return { label: names.join(' / '), depth: above.slice(0, nearest + 1).filter(({ shown }) => shown).length }
}
