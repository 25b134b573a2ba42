import { isUnread, operatorNamed, type Operator } from './operators.ts'

export type Token =
  | { is: 'open' | 'close' | 'or' | 'not' }
  | { is: 'word' | 'phrase'; text: string }
  | { is: 'operator'; operator: Operator; typed: string }
  /** A word with a colon before which stands no operator of ours. */
  | { is: 'stranger'; typed: string; text: string }

const quotes: Record<string, string> = { '"': '"', '«': '»', '“': '”' }

/** A sign of its own, or all up to the next space, parenthesis or quotation mark. */
const piece = /[()"«»“”]|[^\s()"«»“”]+/g

const joins = new Map<string, Token['is'] | 'and'>(
  Object.entries({ OU: 'or', OR: 'or', NON: 'not', NOT: 'not', SAUF: 'not', ET: 'and', AND: 'and' } as const),
)

/** Subjects are pasted with what programs put before them. */
const notOperators = /^(re|ré|tr|fw|fwd|https?|mailto|tel)$/i

/** Cuts what was typed into signs; quotation marks that are never closed hold to the end. */
export function tokensOf(typed: string): Token[] {
  const text = typed.normalize('NFC').replace(/[\p{Cc}\p{Z}]+/gu, ' ')
  const tokens: Token[] = []
  piece.lastIndex = 0
  for (let found = piece.exec(text); found; found = piece.exec(text)) {
    const [sign] = found
    const closing = quotes[sign]
    if (closing) {
      const end = text.indexOf(closing, piece.lastIndex)
      const phrase = text.slice(piece.lastIndex, end < 0 ? undefined : end).trim()
      if (phrase) tokens.push({ is: 'phrase', text: phrase })
      piece.lastIndex = end < 0 ? text.length : end + 1
    } else if (sign === '(' || sign === ')') tokens.push({ is: sign === '(' ? 'open' : 'close' })
    else if (sign !== '»' && sign !== '”') addWord(tokens, sign, touchesNext(text, piece.lastIndex))
  }
  return tokens
}

const touchesNext = (text: string, at: number): boolean => at < text.length && text[at] !== ' '

function addWord(tokens: Token[], run: string, touches: boolean): void {
  const join = joins.get(run)
  if (join === 'and') return
  if (join === 'or' || join === 'not') return void tokens.push({ is: join })
  if (/^-+$/.test(run) && !touches) return
  if (run.startsWith('-')) {
    tokens.push({ is: 'not' })
    return addWord(tokens, run.replace(/^-+/, ''), touches)
  }
  const [colon, before = '', after = ''] = /^([^:]*):(.*)$/.exec(run) ?? []
  const name = colon === undefined ? '' : nameOfOperator(tokens, before)
  const operator = operatorNamed(name)
  if (operator) tokens.push({ is: 'operator', operator, typed: name })
  if (operator) pushWord(tokens, after)
  else if (/^\p{L}+$/u.test(before) && after && !notOperators.test(before)) {
    tokens.push({ is: 'stranger', typed: before, text: run })
  } else if (isUnread(run)) tokens.push({ is: 'operator', operator: { takes: 'nothing', state: 'unread' }, typed: run })
  else pushWord(tokens, run)
}

/** « de : dupont » is written as French is, with a space before the colon; « non lu: » is two words. */
function nameOfOperator(tokens: Token[], before: string): string {
  const last = tokens.at(-1)
  if (last?.is !== 'word') return before
  const name = before === '' ? last.text : /^non$/i.test(last.text) && /^lus?$/i.test(before) ? 'non-lu' : before
  if (name !== before && operatorNamed(name)) tokens.pop()
  return name
}

/** Punctuation after a word is the sentence's; alone it is nothing to look for. */
function pushWord(tokens: Token[], run: string): void {
  const text = run.replace(/[.,;:!?…]+$/u, '')
  if (/[^\p{P}]/u.test(text)) tokens.push({ is: 'word', text })
}
