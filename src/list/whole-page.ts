import type { Page } from '../http/views.ts'
import type { Locale } from '../i18n/index.ts'
import type { Frozen, MessageSummary } from '../mail/index.ts'
import { frozenFields } from './frozen.ts'
import { asRow, type MessageRow, type Standing } from './row.ts'
import type { Acting } from './tools.ts'

/** How many of them are shown. */
export const firstShown = 10

/** All messages of a folder, or all that were found: what `views/partials/whole.ejs` prints. */
export interface WholePage extends Page {
  /** « 1 243 messages, 84 Mo » */
  counted: string
  note: string | undefined
  frozen: string[]
  rows: Pick<MessageRow, 'who' | 'subject' | 'href' | 'place' | 'when'>[]
  /** « et 1 233 autres » */
  others: string
  acting: Acting
  /** Where its form posts to, and where the messages are shown page by page. */
  here: string
  back: { href: string; words: string }
  /** Instead of the tools, where nothing is left to act on. */
  nothing: string
  /** What cannot be undone is asked on a page of its own. */
  final: { href: string; words: string } | undefined
}

interface Whole extends Pick<WholePage, 'acting' | 'back' | 'final' | 'here' | 'note' | 'title'> {
  frozen: Frozen
  /** How each row stands; it may depend on the folder the message is in. */
  standing: (message: MessageSummary, index: number) => Standing
}

export function wholePage({ frozen, standing, ...given }: Whole, locale: Locale): WholePage {
  const { count, bytes, first } = frozen
  const { t, size } = locale
  const rows = first.map((message, index) => asRow(message, standing(message, index), locale))
  return {
    ...given,
    counted: countedIn({ count, bytes: bytes === undefined ? '' : size(bytes) }, locale),
    frozen: frozenFields(frozen),
    rows,
    others: count > rows.length ? t('mailbox.confirm.others', { count: count - rows.length }) : '',
    nothing: count === 0 ? t('mailbox.whole.nothing') : '',
  }
}

/** « 1 243 messages, 84 Mo »; without the size where nobody knows it. */
export function countedIn({ count, bytes }: { count: number; bytes: string }, { t }: Pick<Locale, 't'>): string {
  return bytes ? t('mailbox.whole.counted.sized', { count, size: bytes }) : t('mailbox.whole.counted', { count })
}
