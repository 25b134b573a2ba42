import type { Locale, MessageKey } from './i18n/index.ts'
import type { Folder, Removed } from './mail/index.ts'
import { sayUndone } from './said-undone.ts'
import { type Deed, type HistoryRow, whyFinal } from './work/index.ts'

export interface Said {
  mood: 'good' | 'bad' | 'note'
  words: string
  /** The deed that can be undone, or whose undo can go on: it has begun. */
  undo?: { id: string; begun: boolean }
}

type NameOf = (path: string) => string

/** Tells what a row of the history did, folders called as they are beside the pages. */
export function sayRow(row: HistoryRow, locale: Locale, folders: Folder[] | undefined): Said {
  const { id, deed, undone, lapsed } = row
  const said = sayDeed(deed, locale, namesOf(folders, locale))
  if (lapsed && undone?.deed.state !== 'done') return said
  if (deed.kind === 'undone') return deed.state === 'done' ? said : { ...said, undo: { id: deed.of, begun: true } }
  if (undone?.deed.state === 'done') return { mood: 'note', words: `${said.words} ${locale.t('history.undone')}` }
  return whyFinal(deed) ? said : { ...said, undo: { id, begun: undone !== undefined } }
}

/** What is no longer there is called by the last part of its name. */
function namesOf(folders: Folder[] | undefined, { folderName }: Locale): NameOf {
  const delimiter = folders?.[0]?.delimiter
  return (path) => {
    const folder = folders?.find((one) => one.path === path)
    return folder ? folderName(folder) : (delimiter && path.split(delimiter).at(-1)) || path
  }
}

/** The sentence of what an action did, from its history row. */
export function sayDeed(deed: Deed, locale: Locale, nameOf: NameOf): Said {
  if ('moved' in deed) return sayMoved(deed, locale, nameOf)
  switch (deed.kind) {
    case 'removed': {
      const { selection, how } = deed.removed
      return counted(how === 'marked' ? 'said.marked' : 'said.removed', selection.uids.length, locale)
    }
    case 'read':
    case 'unread':
    case 'followed':
    case 'unfollowed':
    case 'labelled':
    case 'unlabelled':
      return sayFlags(deed, locale)
    case 'sent':
      return saySent(deed, locale)
    case 'draft-closed':
    case 'draft-discarded':
    case 'receipt-sent':
      return { mood: 'good', words: locale.t(`said.${deed.kind}`) }
    case 'settings-changed':
      return { mood: 'good', words: locale.t(savedWords(deed.before)) }
    case 'emptied':
      return sayEmptied(deed, locale, nameOf)
    case 'several':
      return saySeveral(deed.deeds, locale, nameOf)
    case 'undone':
      return sayUndone(deed, locale, nameOf)
    case 'unsubscribed':
      return { mood: 'good', words: locale.t(`said.unsubscribed.${deed.how}`, { list: deed.list }) }
    default:
      return sayFolder(deed, locale, nameOf)
  }
}

/** What has a page of its own is named; the rest are preferences. */
function savedWords(before: Extract<Deed, { kind: 'settings-changed' }>['before']): MessageKey {
  const named = (['identities', 'labels', 'roles', 'imageSenders', 'accessKeys'] as const).find((key) => key in before)
  return Object.keys(before).length === 1 && named ? `said.settings-changed.${named}` : 'said.settings-changed'
}

type FolderDeed = Extract<Deed, { kind: `folder-${string}` }>

function sayFolder(deed: FolderDeed, locale: Locale, nameOf: NameOf): Said {
  const { t } = locale
  switch (deed.kind) {
    case 'folder-removed':
      return sayFolderRemoved(deed, locale)
    case 'folder-renamed':
    case 'folder-moved':
    case 'folder-deleted': {
      const { from, to, paths } = deed.folderMoved
      return {
        mood: 'good',
        words: t(`said.${deed.kind}`, { from: nameOf(from), to: nameOf(to), count: paths.size - 1 }),
      }
    }
    default:
      return { mood: 'good', words: t(`said.${deed.kind}`, { folder: nameOf(deed.folder) }) }
  }
}

/** Where every folder stayed, what they held is gone all the same. */
function sayFolderRemoved({ folders, removed = [] }: Extract<Deed, { kind: 'folder-removed' }>, locale: Locale): Said {
  const words = locale.t('said.folder-removed', { count: folders.length })
  return folders.length > 0 ? { mood: 'good', words } : counted(removedWords(removed), countOf(removed), locale)
}

const countOf = (removed: Removed[]): number => removed.reduce((sum, { selection }) => sum + selection.uids.length, 0)

const removedWords = (removed: Removed[]) =>
  removed.some(({ how }) => how === 'marked') ? 'said.marked' : 'said.removed'

function sayEmptied(
  { removed, folder, folders }: Extract<Deed, { kind: 'emptied' }>,
  { t }: Locale,
  nameOf: NameOf,
): Said {
  const count = countOf(removed)
  if (count + folders.length === 0)
    return { mood: 'note', words: t('said.emptied.nothing', { folder: nameOf(folder) }) }
  const marked = removed.some(({ how }) => how === 'marked')
  if (marked) return { mood: 'good', words: t('said.marked', { count }) }
  return { mood: 'good', words: t('said.emptied', { folder: nameOf(folder), count, folders: folders.length }) }
}

/** One action on the results of a search: told as if it had been one folder. */
function saySeveral(deeds: Deed[], locale: Locale, nameOf: NameOf): Said {
  const [first] = deeds
  return first ? sayDeed(joined(first, deeds.slice(1)), locale, nameOf) : { mood: 'note', words: locale.t('said.gone') }
}

function joined(first: Deed, others: Deed[]): Deed {
  if (first.kind === 'removed') {
    const removed = others.flatMap((deed) => (deed.kind === 'removed' ? deed.removed.selection.uids : []))
    const { selection, how } = first.removed
    return { kind: 'removed', removed: { how, selection: { ...selection, uids: [...selection.uids, ...removed] } } }
  }
  if ('moved' in first) {
    const moves = [first, ...others].flatMap((deed) => ('moved' in deed ? [deed.moved] : []))
    const uids = moves.flatMap(({ from }) => from.uids)
    const stayed = moves.flatMap((moved) => moved.stayed ?? [])
    const count = stayed.reduce((sum, one) => sum + one.count, 0)
    const why = stayed.some((one) => one.why === 'unsure') ? 'unsure' : 'refused'
    const from = { ...first.moved.from, uids }
    return { ...first, moved: { ...first.moved, from, ...(count > 0 && { stayed: { count, why } }) } }
  }
  if ('changed' in first) {
    const before = others.flatMap((deed) => ('changed' in deed ? deed.changed.before : []))
    return { ...first, changed: { ...first.changed, before: [...first.changed.before, ...before] } }
  }
  return first
}

function counted(key: 'said.marked' | 'said.removed', count: number, { t }: Locale): Said {
  return count === 0 ? { mood: 'note', words: t('said.gone') } : { mood: 'good', words: t(key, { count }) }
}

function sayMoved({ kind, moved }: Extract<Deed, { moved: unknown }>, { t }: Locale, nameOf: NameOf): Said {
  const count = moved.from.uids.length
  if (count === 0) return { mood: 'note', words: t('said.gone') }
  const words = t(`said.${kind}`, { count, folder: nameOf(moved.to) })
  if (!moved.stayed) return { mood: 'good', words }
  return { mood: 'bad', words: t(`said.stayed.${moved.stayed.why}`, { done: words, count: moved.stayed.count }) }
}

function sayFlags({ kind, changed }: Extract<Deed, { changed: unknown }>, { t }: Locale): Said {
  const count = changed.before.length
  if (count === 0) return { mood: 'note', words: t('said.nothing') }
  return { mood: 'good', words: t(`said.${kind}`, { count }) }
}

function saySent({ receipt }: Extract<Deed, { kind: 'sent' }>, { t, list }: Locale): Said {
  const refused = receipt?.rejected.map(({ address }) => address) ?? []
  if (refused.length === 0) return { mood: 'good', words: t('said.sent') }
  return { mood: 'bad', words: t('said.sent.partly', { refused: list(refused), count: refused.length }) }
}
