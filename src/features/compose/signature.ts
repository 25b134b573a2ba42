import type { Preferences } from '../../accounts/index.ts'

/** What separates a signature from the text (RFC 3676 §4.3); its last space counts. */
const separator = '-- \n'

type QuotePlace = Preferences['quotePlace']

/** The text with the signature at the end of what its writer types: above a quote that stands below. */
export function sign(body: string, signature: string, quotePlace: QuotePlace): string {
  if (!signature) return body
  const end = quotePlace === 'below' ? startOfQuote(body) : body.length
  const [typed, quote] = [body.slice(0, end), body.slice(end)]
  const above = typed.endsWith('\n\n') ? typed : `${typed.trimEnd()}\n\n`
  return `${above}${separator}${signature}${quote && `\n\n${quote}`}`
}

interface Change {
  before: string
  after: string
  quotePlace: QuotePlace
}

/** Takes another signature's place. One that its writer has changed stays: it is a text like any other. */
export function changeSignature(body: string, { before, after, quotePlace }: Change): string {
  if (before === after) return body
  if (!before) return sign(body, after, quotePlace)

  const start = startOfSignature(body, before)
  if (start < 0) return body
  const rest = body.slice(start + separator.length + before.length)
  return after ? body.slice(0, start) + separator + after + rest : body.slice(0, start).trimEnd() + rest
}

/** Where the signature stands, on lines of its own; -1 where it does not. */
function startOfSignature(body: string, signature: string): number {
  const lines = `\n${separator}${signature}\n`
  // With a line end on either side, for one at the very beginning or end.
  return `\n${body}\n`.lastIndexOf(lines)
}

/** Where what is quoted or forwarded begins, the line that introduces it included; the end where there is none. */
function startOfQuote(body: string): number {
  const lines = body.split('\n')
  const first = lines.findIndex((line) => line.startsWith('>') || /^-{5,} .* -{5,}$/.test(line))
  if (first < 0) return body.length
  const introduced = first > 0 && lines[first]?.startsWith('>') && lines[first - 1]?.trim().endsWith(':')
  return lines.slice(0, introduced ? first - 1 : first).reduce((length, line) => length + line.length + 1, 0)
}
