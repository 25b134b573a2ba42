import { paths } from './http/paths.ts'
import type { Frame } from './http/views.ts'
import type { Locale } from './i18n/index.ts'
import { hasLeft, type OutboxEntry, waitsForItsHour } from './work/index.ts'

/** What stands in the place of « Message envoyé. » while a letter has not left: it goes by the same address. */
export function sayLeaving(entry: OutboxEntry, { t, exactTime, longDate }: Locale): Frame['leaving'] {
  if (hasLeft(entry)) return undefined
  const { dueAt, planned, leavesBy, state, trouble } = entry
  const href = paths.outboxEntry(entry.id)
  if (waitsForItsHour(entry, new Date())) {
    const at = planned ? longDate(dueAt) : exactTime(dueAt)
    return {
      mood: 'note',
      words: t(planned ? 'said.planned' : 'said.undoable', { at, alone: leavesBy === 'sign-in' ? 'no' : 'yes' }),
      href,
      undo: true,
    }
  }
  // Refused, perhaps gone, or held: its own page says which.
  const onItsWay = state === 'sending' || (state === 'waiting' && !trouble)
  const name = onItsWay ? 'leaving' : state === 'cancelled' ? 'cancelled' : 'stuck'
  return { mood: name === 'stuck' ? 'bad' : 'note', words: t(`said.${name}`), href, undo: false }
}
