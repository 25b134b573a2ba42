import type { Locale } from '../../i18n/index.ts'
import { htmlLetter, type LetterNode, type MailAccount, type Message, textLetter, writeHtml } from '../../mail/index.ts'
import type { DraftLetter } from '../../work/index.ts'
import { textOf } from './origin.ts'
import { forwardOf, quoteOf } from './quote.ts'

/** Bytes of a formatted original that travel with an answer. */
const longestOriginal = 200_000

/**
 * The letter as an HTML document: what was typed as paragraphs, the original as it was formatted where its quote stands
 * unchanged in the text. Undefined where there is nothing to keep or the quote was edited: the words then say all. Rejects
 * when the original cannot be had.
 */
export async function formattedLetter(letter: DraftLetter, { mail, locale }: Given): Promise<string | undefined> {
  if (letter.format !== 'as-received' || !letter.answers) return undefined
  const message = await mail.readMessage(letter.answers.ref)
  const quote = await quoteIn(letter.answers.kind, message, { mail, locale })
  const at = letter.body.indexOf(quote)
  if (at < 0) return undefined
  const before = letter.body.slice(0, at)
  const after = letter.body.slice(at + quote.length)
  return writeHtml(
    [...typed(before), ...(await originalOf(message, quote, { mail, locale })), ...typed(after)],
    locale.language,
  )
}

interface Given {
  mail: MailAccount
  locale: Locale
}

async function quoteIn(kind: string, facts: Message, { mail, locale }: Given): Promise<string> {
  const text = await textOf(facts, mail)
  return kind === 'forward' ? forwardOf({ facts, ...text }, locale) : quoteOf({ facts, ...text }, locale)
}

const typed = (text: string): LetterNode[] => (text.trim() === '' ? [] : textLetter(text.trimEnd(), {}).nodes)

async function originalOf(message: Message, quote: string, { mail, locale }: Given): Promise<LetterNode[]> {
  const { html } = message.anatomy
  if (!html) return typed(quote)
  const { text, cut } = await mail.readText(message.ref, html, longestOriginal)
  const { nodes, cut: short } = await htmlLetter(text, { images: 'blocked', embedded: () => undefined })
  const rest: LetterNode[] = cut || short ? [{ tag: 'p', children: [locale.t('compose.quote.cut')] }] : []
  return [...presentation(quote), { tag: 'blockquote', children: [...nodes, ...rest] }]
}

/** Who wrote it: the line above a quote, or the lines above a forwarded message. */
function presentation(quote: string): LetterNode[] {
  const end = quote.startsWith('-') ? quote.indexOf('\n\n') : quote.indexOf('\n')
  return typed(end < 0 ? quote : quote.slice(0, end))
}
