import type { Preferences } from '../accounts/index.ts'
import type { Locale, MessageKey } from '../i18n/index.ts'

/** An IMAP keyword with the name its reader knows. */
export interface ShownLabel {
  keyword: string
  name: string
}

/** Thunderbird's five, which have a name in each language. */
const usual: ReadonlyMap<string, MessageKey> = new Map([
  ['$label1', 'mailbox.label.important'],
  ['$label2', 'mailbox.label.work'],
  ['$label3', 'mailbox.label.personal'],
  ['$label4', 'mailbox.label.todo'],
  ['$label5', 'mailbox.label.later'],
])

/** The labels somebody uses, in their order, under the names they gave them. */
export function labelsOf({ labels }: Pick<Preferences, 'labels'>, { t }: Pick<Locale, 't'>): ShownLabel[] {
  return labels.map(({ keyword, name }) => {
    const key = usual.get(keyword.toLowerCase())
    return { keyword, name: name.trim() || (key ? t(key) : keyword) }
  })
}

/** Those of `labels` that a message bears. Keywords know no case (RFC 3501 §2.3.2). */
export function labelsOn(keywords: ReadonlySet<string>, labels: ShownLabel[]): ShownLabel[] {
  if (keywords.size === 0) return []
  const borne = new Set([...keywords].map((keyword) => keyword.toLowerCase()))
  return labels.filter(({ keyword }) => borne.has(keyword.toLowerCase()))
}
