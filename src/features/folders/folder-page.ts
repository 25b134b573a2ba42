import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale, MessageKey } from '../../i18n/index.ts'
import type { Folder, FolderRight } from '../../mail/index.ts'
import type { Typed } from './form.ts'
import { fieldsOf, type FolderFields } from './form-page.ts'
import { holdersFor } from './holders.ts'
import { saysRights } from './rights.ts'
import { below, holderOf, isInBin, whyFixed, whyKept } from './tree.ts'

/** What `views/folders/one.ejs` needs. */
export interface FolderPage extends Page {
  action: string
  /** A sentence of what changed nothing. */
  note: string
  facts: { term: string; words: string }[]
  /** Its messages; empty for what only holds others. */
  open: string
  newInside: string
  /** All its messages at once; for the bin and the junk folder, the question before they are emptied. */
  all: string
  empty: string
  /** Name and place, unless they have to stay. */
  fields: FolderFields | undefined
  /** Why something is not offered. */
  fixed: string
  /** Whether it would be free once another folder has its role. */
  roles: boolean
  /** Undefined where a folder is always shown. */
  visibility: { action: 'show' | 'hide'; words: string; hint: string } | undefined
  removal: { action: 'delete' | 'remove'; words: string; hint: string } | undefined
}

export interface FolderFound {
  folders: Folder[]
  folder: Folder
  size: number | undefined
  rights: FolderRight[] | undefined
  note: 'same' | 'refused' | 'role' | undefined
  typed?: Typed
}

export function folderPage(found: FolderFound, locale: Locale): FolderPage {
  const { folders, folder, note } = found
  const { t, folderName } = locale
  const { path, selectable } = folder
  const why = whyFixed(folder)
  const kept = whyKept(folders, folder)
  return {
    title: t('folders.one.title', { folder: folderName(folder) }),
    action: paths.changeFolder(path),
    note: note ? t(`folders.note.${note}`) : '',
    facts: factsOf(found, locale),
    open: selectable ? paths.folder(path) : '',
    newInside: mayHoldMore(found) ? paths.newFolder({ inside: path }) : '',
    all: selectable && folder.messages > 0 ? paths.folderAll(path) : '',
    empty: canBeEmptied(folders, folder) ? paths.folderEmpty(path) : '',
    fields: why ? undefined : placeFields(found, locale),
    roles: kept === 'role' || kept === 'holds-role',
    fixed: kept ? t(`folders.fixed.${kept}`) : '',
    visibility: selectable && !folder.role ? visibilityOf(folder, locale) : undefined,
    removal: kept ? undefined : removalOf(found, locale),
  }
}

function placeFields({ folders, folder, typed }: FolderFound, locale: Locale): FolderFields {
  const now: Typed = typed ?? { name: folder.name, inside: holderOf(folder) ?? '', errors: {} }
  return fieldsOf(now, holdersFor(folders, { moving: folder, chosen: now.inside }, locale), locale)
}

function canBeEmptied(folders: Folder[], folder: Folder): boolean {
  const { role, messages } = folder
  return (role === 'trash' || role === 'junk') && (messages > 0 || below(folders, folder).length > 0)
}

const mayHoldMore = ({ folder, rights }: FolderFound): boolean =>
  !folder.childless && Boolean(folder.delimiter) && (!folder.shared || rights?.includes('create') === true)

function factsOf({ folders, folder, size, rights }: FolderFound, locale: Locale): FolderPage['facts'] {
  const { t, number, folderName } = locale
  const { path, selectable, messages, unread, shared, role, subscribed } = folder
  const holder = folders.find((one) => one.path === holderOf(folder))
  const facts: [MessageKey, string | undefined][] = [
    ['folders.fact.inside', holder && folderName(holder)],
    ['folders.fact.messages', selectable ? number(messages) : t('folders.fact.none')],
    ['folders.fact.unread', unread > 0 ? number(unread) : undefined],
    ['folders.fact.size', size === undefined ? undefined : locale.size(size)],
    ['folders.fact.visibility', subscribed || role ? t('folders.state.shown') : t('folders.state.hidden')],
    ['folders.fact.owner', shared && (shared.owner || t('folders.owner.none'))],
    ['folders.fact.rights', shared && saysRights(rights, locale)],
    ['folders.fact.path', path === folderName(folder) ? undefined : path],
  ]
  return facts.flatMap(([term, words]) => (words === undefined ? [] : [{ term: t(term), words }]))
}

function visibilityOf({ subscribed }: Folder, { t }: Locale): FolderPage['visibility'] {
  const action = subscribed ? 'hide' : 'show'
  return { action, words: t(`folders.${action}`), hint: t(`folders.${action}.hint`) }
}

function removalOf({ folders, folder }: FolderFound, { t }: Locale): FolderPage['removal'] {
  const action = isInBin(folders, folder) ? 'remove' : 'delete'
  return { action, words: t(`folders.${action}`), hint: t(`folders.${action}.hint`) }
}
