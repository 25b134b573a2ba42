import { type Destination, destinationsFrom } from '../../http/destinations.ts'
import type { Locale } from '../../i18n/index.ts'
import type { Folder, FolderRole } from '../../mail/index.ts'
import { isPlace, type Term } from './language/index.ts'
import type { SearchQuery } from './query.ts'

/** Where a search looks. */
export interface Places {
  folders: Folder[]
  /** « partout, sauf dans Indésirables et Corbeille »; empty where the search says it itself. */
  words: string
  /** Whether junk and bin were left out without having been asked. */
  apart: boolean
  /** A folder that was to be searched, and is there no more: nothing is searched in its place. */
  gone?: string
}

/** As a folder's name no server takes it: LIST reads it as « any name » (RFC 9051 §6.3.9). */
export const everywhere = '*'

/** What a form offers, in words that a narrow screen shows whole. */
export const placesToChoose = (folders: Folder[], locale: Locale): Destination[] => [
  { path: '', label: locale.t('search.form.place.usual') },
  { path: everywhere, label: locale.t('search.form.place.all') },
  ...destinationsFrom(undefined, folders, locale),
]

export function placesOf(
  { terms, query }: { terms: Term[]; query: Pick<SearchQuery, 'in' | 'below'> },
  all: Folder[],
  locale: Locale,
): Places {
  const places = terms.filter(isPlace)
  const only = places.filter(({ is }) => is !== 'not').map(pathsOf)
  const without = new Set(places.filter(({ is }) => is === 'not').flatMap(pathsOf))
  const chosen =
    only.length > 0
      ? { folders: all.filter(({ path }) => only.every((paths) => paths.includes(path))), words: '', apart: false }
      : chosenBy(query, all, locale)
  return { ...chosen, folders: chosen.folders.filter(({ path, selectable }) => selectable && !without.has(path)) }
}

function pathsOf(term: Term): string[] {
  if (term.is === 'folder') return term.paths
  if (term.is === 'not') return pathsOf(term.term)
  return 'terms' in term ? term.terms.flatMap(pathsOf) : []
}

function chosenBy({ in: place, below }: Pick<SearchQuery, 'in' | 'below'>, folders: Folder[], locale: Locale): Places {
  const { t } = locale
  if (place === everywhere) return { folders, words: t('search.place.all'), apart: false }

  if (place === '') {
    const usual = folders.filter((one) => !isApart(one, folders))
    return { folders: usual, words: t('search.place.usual'), apart: true }
  }
  const folder = folders.find(({ path }) => path === place)
  if (!folder) return { folders: [], words: t('search.place.gone', { name: place }), apart: false, gone: place }
  const inside = below ? folders.filter((one) => isInside(one, folder)) : []
  return {
    folders: [folder, ...inside],
    words: t(below ? 'search.place.below' : 'search.place.folder', { name: locale.folderName(folder) }),
    apart: false,
  }
}

const isInside = ({ path }: Folder, { path: outer, delimiter }: Folder): boolean =>
  Boolean(delimiter) && path.startsWith(`${outer}${delimiter ?? ''}`)

/** Junk, bin, and what was thrown into it. */
function isApart(folder: Folder, folders: Folder[]): boolean {
  return isUnder('junk', folder, folders) || isInBin(folder, folders)
}

/** The bin, or what was thrown into it. */
export const isInBin = (folder: Folder, folders: Folder[]): boolean => isUnder('trash', folder, folders)

const isUnder = (role: FolderRole, folder: Folder, folders: Folder[]): boolean =>
  folder.role === role || folders.some((outer) => outer.role === role && isInside(folder, outer))

/** What has to be said before anything was looked for. */
export const sayGone = ({ gone }: Places, { t }: Locale): string[] =>
  gone === undefined ? [] : [t('search.remark.gone', { name: gone })]
