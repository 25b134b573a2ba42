import { z } from 'zod'
import type { Label } from '../../accounts/index.ts'
import type { MessageKey } from '../../i18n/index.ts'
import { keywordFor } from './label-keyword.ts'

const list = z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string()))
const fields = z.object({ keyword: list, name: list, new: z.string().catch('') })

/** What the page of labels sends: the names in their order, one more perhaps, and the submit that was pressed. */
export interface LabelsTyped {
  labels: Label[]
  added: string
}

export type LabelComplaint = 'missing' | 'taken' | 'long' | 'many'

const mostLabels = 50
const longestName = 60

export function readLabels(body: unknown, known: Label[]): LabelsTyped {
  const { keyword, name, new: added } = fields.parse(body ?? {})
  const typed = new Map(keyword.map((one, index) => [one, tidyName(name[index] ?? '')]))
  // What another page has added or taken away meanwhile stays so.
  return {
    labels: known.map((label) => ({ ...label, name: typed.get(label.keyword) ?? label.name })),
    added: tidyName(added),
  }
}

export const tidyName = (name: string) => name.replaceAll(/\p{Cc}+/gu, ' ').trim()

/** What is wrong, by keyword; under `new` for the label that would be added. `usual`: the house's own names. */
export function complaintsOf(
  { labels, added }: LabelsTyped,
  usual: ReadonlyMap<string, string>,
): Map<string, LabelComplaint> {
  const wrong = new Map<string, LabelComplaint>()
  const seen = new Set<string>()
  for (const { keyword, name } of labels) {
    const shown = name || usual.get(keyword) || ''
    if (shown === '') wrong.set(keyword, 'missing')
    else if (shown.length > longestName) wrong.set(keyword, 'long')
    else if (seen.has(shown.toLowerCase())) wrong.set(keyword, 'taken')
    seen.add(shown.toLowerCase())
  }
  if (added.length > longestName) wrong.set('new', 'long')
  else if (added && seen.has(added.toLowerCase())) wrong.set('new', 'taken')
  else if (added && labels.length >= mostLabels) wrong.set('new', 'many')
  return wrong
}

/** The labels once the submit is pressed: `up-…`, `down-…` and `remove-…` name a keyword. */
export function labelsAfter(
  pressed: string,
  { labels, added }: LabelsTyped,
  usual: ReadonlyMap<string, string>,
): Label[] {
  const [, act, keyword] = /^(up|down|remove)-(.+)$/s.exec(pressed) ?? []
  const kept = labels
    .filter((label) => !(act === 'remove' && label.keyword === keyword))
    // A name that is the house's own goes on changing with the language.
    .map((label) => (label.name === usual.get(label.keyword) ? { ...label, name: '' } : label))
  const ordered = act === 'up' || act === 'down' ? moved(kept, keyword, act === 'up' ? -1 : 1) : kept
  return added ? [...ordered, newLabel(added, ordered, usual)] : ordered
}

function moved(labels: Label[], keyword: string | undefined, by: -1 | 1): Label[] {
  const at = labels.findIndex((label) => label.keyword === keyword)
  const [one, other] = [labels[at], labels[at + by]]
  if (!one || !other) return labels
  return labels.map((label) => (label === one ? other : label === other ? one : label))
}

/** One of the usual names brings back the label that other programs know too. */
function newLabel(name: string, labels: Label[], usual: ReadonlyMap<string, string>): Label {
  const taken = labels.map(({ keyword }) => keyword)
  const known = [...usual].find(
    ([keyword, own]) => own.toLowerCase() === name.toLowerCase() && !taken.includes(keyword),
  )
  return known ? { keyword: known[0], name: '' } : { keyword: keywordFor(name, taken), name }
}

export const complaintKey = (complaint: LabelComplaint): MessageKey => `settings.labels.${complaint}`
