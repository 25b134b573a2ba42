import type { Locale, MessageKey } from '../../i18n/index.ts'
import type { LeftOut } from './arrive.ts'
import type { Complaint } from './complaints.ts'
import type { ReminderName } from './form.ts'
import type { Room } from './room.ts'

/** The sentences on top of a letter, with what can be done about them. */
export interface Says {
  mood: 'bad' | 'note'
  /** First what happened, then what is safe. */
  before: string
  links: { href: string; words: string }[]
  after: string
  /** One a line. */
  items: string[]
  submits: { name: string; words: string }[]
}

const says = (given: Partial<Says> & Pick<Says, 'mood' | 'before'>): Says => ({
  links: [],
  after: '',
  items: [],
  submits: [],
  ...given,
})

/** What stands at the field, and leads there from the top. */
const idOf = (field: string) => (field === 'replyTo' ? 'reply-to' : field)

/** « Le message n’est pas parti : une adresse n’est pas valable. » */
export function sayComplaints(complaints: Complaint[], { t }: Locale): Says {
  const links = complaints.map((complaint) => ({
    href: `#${idOf(complaint.field)}`,
    words: t(`compose.wrong.${complaint.kind}`, { count: complaint.kind === 'wrong' ? complaint.wrong.length : 1 }),
  }))
  return says({ mood: 'bad', before: t('compose.notSent'), links, after: t('compose.kept') })
}

/** The complaint that stands at each field, by the field's id. */
export function complaintsByField(complaints: Complaint[], { t, list }: Locale): Record<string, string> {
  const named = complaints.map((complaint): [string, string] => {
    const { field, kind } = complaint
    const wrong = kind === 'wrong' ? complaint.wrong.map((one) => t('compose.quoted', { text: one })) : []
    const which = wrong.length > 3 ? [...wrong.slice(0, 3), t('compose.andOthers', { count: wrong.length - 3 })] : wrong
    const count = kind === 'crowd' ? complaint.count : wrong.length
    return [idOf(field), t(`compose.why.${kind}`, { which: list(which), count })]
  })
  return Object.fromEntries(named.reverse())
}

export function sayReminders(reminders: ReminderName[], { t }: Locale): Says {
  const hide = reminders.includes('outside') ? [{ name: 'do-hide', words: t('compose.hide') }] : []
  return says({
    mood: 'note',
    before: t('compose.beforeSending'),
    items: reminders.map((name) => t(`compose.reminder.${name}`)),
    after: t('compose.reminder.kept'),
    submits: [...hide, { name: 'do-anyway', words: t('compose.anyway') }],
  })
}

/** Names what did not fit, and what the bound is. */
export function sayLeftOut(files: LeftOut[], room: Room, locale: Locale): Says {
  const { t } = locale
  const limit = roomWords(room.limit, locale)
  const full = room.bound === 'mailbox' && room.limit === 0
  const items = files.map(({ name, why }) =>
    t(`compose.leftOut.${full && why === 'large' ? 'full' : why}`, { name, limit, bound: room.bound }),
  )
  return says({
    mood: 'bad',
    before: t('compose.leftOut', { count: files.filter(({ name }) => name).length }),
    items,
    after: t('compose.kept'),
  })
}

export const sayNote = (key: MessageKey, { t }: Locale, submits: Says['submits'] = []): Says =>
  says({ mood: 'note', before: t(key), submits })

/** Never more than there is: « 14,7 Mo » of 14,79. */
export function roomWords(bytes: number, { t, number }: Locale): string {
  const mega = Math.floor((bytes / 1024 ** 2) * 10) / 10
  return mega >= 1
    ? t('compose.mega', { size: number(mega) })
    : t('compose.kilo', { size: number(Math.max(0, Math.floor(bytes / 1024))) })
}
