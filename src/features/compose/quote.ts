import type { Preferences } from '../../accounts/index.ts'
import type { Locale } from '../../i18n/index.ts'
import { type Address, formatAddress, type MessageFacts } from '../../mail/index.ts'

interface Quoted {
  facts: MessageFacts
  text: string
  cut: boolean
}

/** The original under `>` (« Le …, … a écrit : »). */
export function quoteOf({ facts, text, cut }: Quoted, locale: Locale): string {
  const [author] = facts.from
  const who = author?.name || author?.address || locale.t('compose.quote.somebody')
  const line = facts.sent
    ? locale.t('compose.quote.line', { date: locale.day(facts.sent), who })
    : locale.t('compose.quote.line.undated', { who })
  return [line, ...linesOf({ text, cut }, locale).map(quoteLine)].join('\n')
}

/** With an empty place for the answer, where the writer wants it. */
export const withPlace = (quote: string, place: Preferences['quotePlace']): string =>
  place === 'below' ? `\n\n${quote}` : `${quote}\n\n`

/** The original below a block that says who wrote it, when, and to whom. */
export function forwardOf({ facts, text, cut }: Quoted, locale: Locale): string {
  const { t } = locale
  const rows = [
    [t('compose.forward.from'), everybody(facts.from)],
    [t('compose.forward.date'), facts.sent ? locale.longDate(facts.sent) : ''],
    [t('compose.forward.subject'), facts.subject],
    [t('compose.forward.to'), everybody(facts.to)],
    [t('compose.forward.cc'), everybody(facts.cc)],
  ]
  const block = rows.flatMap(([name = '', value]) => (value ? [`${name} ${value}`] : []))
  return [`---------- ${t('compose.forward.line')} ----------`, ...block, '', ...linesOf({ text, cut }, locale)].join(
    '\n',
  )
}

/** A message of 500 recipients is not forwarded with 500 lines. */
const mostNamed = 20

function everybody(addresses: Address[]): string {
  const named = addresses.slice(0, mostNamed).map(formatAddress).join(', ')
  return addresses.length > mostNamed ? `${named}, …` : named
}

function linesOf({ text, cut }: { text: string; cut: boolean }, { t }: Locale): string[] {
  const lines = text.replaceAll(/\r\n?/g, '\n').trim().split('\n')
  return cut ? [...lines, '', t('compose.quote.cut')] : lines
}

const quoteLine = (line: string) => (line.startsWith('>') ? `>${line}` : line ? `> ${line}` : '>')
