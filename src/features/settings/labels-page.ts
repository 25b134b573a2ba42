import type { Label } from '../../accounts/index.ts'
import { paths } from '../../http/paths.ts'
import type { Page } from '../../http/views.ts'
import type { Locale } from '../../i18n/index.ts'
import { complaintKey, type LabelComplaint, type LabelsTyped } from './labels-form.ts'

interface LabelRow {
  id: string
  keyword: string
  name: string
  wrong: string
  /** Submits, as far as they do something. */
  acts: { name: string; words: string; label: string }[]
}

/** What `views/settings/labels.ejs` needs. */
export interface LabelsPage extends Page {
  action: string
  note: string
  wrong: { href: string; words: string }[]
  labels: LabelRow[]
  added: string
  addedWrong: string
}

export interface LabelsGiven {
  typed: LabelsTyped
  usual: ReadonlyMap<string, string>
  complaints?: ReadonlyMap<string, LabelComplaint>
  note?: string
}

export function labelsPage(
  { typed, usual, complaints = new Map(), note = '' }: LabelsGiven,
  locale: Locale,
): LabelsPage {
  const { t } = locale
  const saying = (keyword: string) => {
    const complaint = complaints.get(keyword)
    return complaint ? t(complaintKey(complaint)) : ''
  }
  const rows = typed.labels.map((label, index): LabelRow => {
    const name = label.name || usual.get(label.keyword) || ''
    return {
      id: `label-${index}`,
      keyword: label.keyword,
      name,
      wrong: saying(label.keyword),
      acts: actsOn(label, { name, first: index === 0, last: index === typed.labels.length - 1 }, locale),
    }
  })
  return {
    title: t('settings.labels.title'),
    action: paths.settingsPage('labels'),
    note,
    wrong: [
      ...rows.flatMap(({ id, name, wrong }) =>
        wrong ? [{ href: `#${id}`, words: name || t('settings.labels.name') }] : [],
      ),
      ...(complaints.has('new') ? [{ href: '#new', words: t('settings.labels.new') }] : []),
    ],
    labels: rows,
    added: typed.added,
    addedWrong: saying('new'),
  }
}

function actsOn(
  { keyword }: Label,
  place: { name: string; first: boolean; last: boolean },
  { t }: Locale,
): LabelRow['acts'] {
  const { name, first, last } = place
  const acts = ([!first && 'up', !last && 'down', 'remove'] as const).filter((act) => act !== false)
  return acts.map((act) => ({
    name: `do-${act}-${keyword}`,
    words: t(`settings.labels.${act}`),
    label: t(`settings.labels.${act}.named`, { name }),
  }))
}
