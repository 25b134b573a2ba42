import { paths } from './http/paths.ts'
import type { Frame } from './http/views.ts'
import type { Locale } from './i18n/index.ts'
import { hasLeft, type OutboxEntry, waitsForItsHour } from './work/index.ts'

/** What stands in the place of « Message envoyé. » while a letter has not left: it goes by the same address. */
export function sayLeaving(entry: OutboxEntry, { t, exactTime, longDate }: Locale): Frame['leaving'] {
  if (hasLeft(entry)) return undefined
  const { dueAt, planned, leavesBy, state, trouble } = entry
  const entryHref = paths.outboxEntry(entry.id)
  const link = { href: entryHref, words: t('outbox.see') }
  if (waitsForItsHour(entry, new Date())) {
    const at = planned ? longDate(dueAt) : exactTime(dueAt)
    return {
      mood: 'note',
      words: t(planned ? 'said.planned' : 'said.undoable', { at, alone: leavesBy === 'sign-in' ? 'no' : 'yes' }),
      link,
      undo: entryHref,
    }
  }
  if (state === 'cancelled') {
    const again = { href: paths.draft(entry.draft), words: t('outbox.resume') }
    return { mood: 'note', words: t('said.cancelled'), link: again, undo: '' }
  }
  // Refused, perhaps gone, or held: its own page says which.
  const onItsWay = state === 'sending' || (state === 'waiting' && !trouble)
  return { mood: onItsWay ? 'note' : 'bad', words: t(onItsWay ? 'said.leaving' : 'said.stuck'), link, undo: '' }
}
