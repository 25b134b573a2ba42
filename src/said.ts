import type { Locale } from './i18n/index.ts'
import type { Deed } from './work/index.ts'

type Said = { mood: 'good' | 'bad' | 'note'; words: string }

/** The sentence of what an action did, from its history row. */
export function sayDeed(deed: Deed, locale: Locale, nameOf: (path: string) => string): Said {
  switch (deed.kind) {
    case 'moved':
    case 'archived':
    case 'junked':
    case 'unjunked':
    case 'deleted':
      return sayMoved(deed, locale, nameOf)
    case 'removed': {
      const { selection, how } = deed.removed
      return counted(how === 'marked' ? 'said.marked' : 'said.removed', selection.uids.length, locale)
    }
    case 'read':
    case 'unread':
    case 'followed':
    case 'unfollowed':
      return sayFlags(deed, locale)
    case 'sent':
      return saySent(deed, locale)
    case 'draft-closed':
    case 'draft-discarded':
      return { mood: 'good', words: locale.t(`said.${deed.kind}`) }
  }
}

function counted(key: 'said.marked' | 'said.removed', count: number, { t }: Locale): Said {
  return count === 0 ? { mood: 'note', words: t('said.gone') } : { mood: 'good', words: t(key, { count }) }
}

function sayMoved(
  { kind, moved }: Extract<Deed, { moved: unknown }>,
  { t }: Locale,
  nameOf: (path: string) => string,
): Said {
  const count = moved.from.uids.length
  if (count === 0) return { mood: 'note', words: t('said.gone') }
  return { mood: 'good', words: t(`said.${kind}`, { count, folder: nameOf(moved.to) }) }
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
