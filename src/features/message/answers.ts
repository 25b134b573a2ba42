import type { KeyedAction, Person } from '../../accounts/index.ts'
import { paths } from '../../http/paths.ts'
import type { Locale } from '../../i18n/index.ts'
import type { FolderRole, Message } from '../../mail/index.ts'

/** A link that begins a letter from this one. */
export interface Answer {
  href: string
  words: string
  /** Classes: the main one, those in sight on a phone. */
  look: string
  /** The others stand at the foot only. */
  above: boolean
  /** Whose access key it has, if its reader chose one. */
  key?: KeyedAction | undefined
}

const keyed: Partial<Record<Kind, KeyedAction>> = { reply: 'reply', 'reply-all': 'replyAll', forward: 'forward' }

type Kind = 'reply' | 'reply-all' | 'reply-list' | 'forward' | 'forward-attached' | 'as-new'

export function answersTo(
  message: Message,
  { person, role }: { person: Person; role: FolderRole | undefined },
  { t }: Locale,
): Answer[] {
  // One that was thrown away lies in the trash, and is a draft still.
  if (role === 'drafts' || message.flags.has('draft')) {
    return [{ href: paths.editDraft(message.ref), words: t('message.answer.edit'), look: 'main-act keep', above: true }]
  }
  const kinds: [Kind | false, string, boolean][] = [
    ['reply', 'main-act keep', true],
    [hasOthers(message, person) && 'reply-all', 'keep', true],
    [message.listId !== undefined && 'reply-list', '', true],
    ['forward', '', true],
    ['forward-attached', '', false],
    ['as-new', '', false],
  ]
  return kinds.flatMap(([kind, look, above]) =>
    kind
      ? [{ href: paths.answer(message.ref, kind), words: t(`message.answer.${kind}`), look, above, key: keyed[kind] }]
      : [],
  )
}

/** Somebody else than the reader and whoever wrote it would get an answer to all. */
function hasOthers({ from, to, cc }: Message, { addresses }: Person): boolean {
  const known = new Set([...addresses, ...from.map(({ address }) => address)].map((address) => address.toLowerCase()))
  return [...to, ...cc].some(({ address }) => address && !known.has(address.toLowerCase()))
}
