import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import {
  type Draft,
  type HourRead,
  type OutboxEntry,
  type Preset,
  presetsAt,
  type TypedHour,
} from '../../work/index.ts'
import type { ReminderName } from './form.ts'
import { hourSubmit } from './hours-form.ts'

/** A field as `views/compose/hour.ejs` prints it. */
export interface HourField {
  id: 'date' | 'hour'
  label: string
  type: 'date' | 'time'
  value: string
  hint: string
  wrong: string
}

/** What `views/compose/later.ejs` needs. */
export interface LaterPage extends Page {
  action: string
  subject: string
  /** Who takes it away when its hour has come. */
  how: string
  hidden: { name: string; value: string }[]
  reminders: string[]
  wrong: { href: string; words: string }[]
  /** How the fields were read, where nothing is wrong with them and nothing was scheduled. */
  understood: string
  presets: { name: string; words: string }[]
  fields: HourField[]
  plan: string
  back: { href: string; words: string }
}

export interface LaterGiven {
  draft: Draft
  /** Set when it waits in the outbox already. */
  entry: OutboxEntry | undefined
  typed: TypedHour
  /** What was read in the fields; undefined before anything was asked. */
  hour: HourRead | undefined
  reminders: ReminderName[]
  now: Date
  /** It leaves with nobody signed in. */
  alone: boolean
}

export function laterPage({ draft, entry, now, ...given }: LaterGiven, locale: Locale): LaterPage {
  const { t } = locale
  const example = locale.shortDate(new Date(now.getTime() + 86_400_000), now)
  const troubles = given.hour?.ok === false ? given.hour.troubles : []
  const wrongAt = (id: HourField['id']) => {
    const trouble = troubles.find(({ field }) => field === id)
    if (!trouble) return ''
    if (!given.typed[id].trim()) return t(`compose.hour.${id}.empty`)
    return t(`compose.hour.${trouble.field}.${trouble.why}` as 'compose.hour.date.past')
  }
  const field = (id: HourField['id'], type: HourField['type']): HourField => ({
    ...{
      id,
      type,
      label: t(`compose.hour.${id}`),
      value: given.typed[id],
      hint: t(`compose.hour.${id}.hint`, { example }),
    },
    wrong: wrongAt(id),
  })
  return {
    title: t(entry ? 'compose.later.change' : 'compose.later.title'),
    frame: 'writing',
    action: paths.draftLater(draft.id),
    subject: draft.letter.subject || t('compose.subject.none'),
    how: t(given.alone ? 'compose.later.alone' : 'compose.later.signIn'),
    hidden: entry ? [{ name: 'entry', value: entry.id }] : [{ name: 'revision', value: String(draft.revision) }],
    reminders: entry ? [] : given.reminders.map((name) => t(`compose.reminder.${name}`)),
    wrong: troubles.map(({ field: id }) => ({ href: `#${id}`, words: t(`compose.hour.wrong.${id}`) })),
    understood: given.hour?.ok
      ? t('compose.hour.understood', { at: locale.longDate(given.hour.at), change: entry ? 'yes' : 'no' })
      : '',
    presets: presetsAt(now).map((preset) => ({ name: hourSubmit(preset.at), words: presetWords(preset, locale) })),
    fields: [field('date', 'date'), field('hour', 'time')],
    plan: t(entry ? 'compose.later.replan' : 'compose.later.plan'),
    back: entry
      ? { href: paths.outboxEntry(entry.id), words: t('outbox.back.entry') }
      : { href: paths.draft(draft.id), words: t('compose.back') },
  }
}

/** « Demain, mercredi 25 novembre 2026, 8 h 00 » */
const presetWords = ({ name, at }: Preset, { t, longDate, day, time }: Locale): string =>
  t(`compose.later.${name}`, { at: longDate(at), day: day(at), time: time(at) })
