import type { LetterNode } from './types.ts'

/** Words that are everywhere in a language and rare in the others: articles, pronouns, small verbs. */
const usual: Record<string, string> = {
  fr: 'le la les des du une est et vous nous dans pour que qui sur avec pas au aux ce cette votre notre sont être ont je il elle mais ou où bonjour merci cordialement',
  en: 'the of and to in is that it for you with on this are be have your from will not was we our they which has please thank hello regards',
  de: 'der die das und ist nicht ein eine mit für auf dem den von zu wir sie ich auch sich bei werden haben sind oder aber danke bitte grüße',
  es: 'el los las una que en por con para del es se no su al lo como más pero sus este esta son está usted ustedes gracias hola saludos',
  it: 'il lo gli della di che per con una non sono del nel alla è si anche come più questo questa ma dei delle grazie saluti buongiorno',
  pt: 'o os as uma que em por com para do da dos não se mais como mas foi ao ele das você obrigado olá são está também',
  nl: 'de het een en van in is dat op te niet zijn met voor aan er maar om ook u wij bij naar dank groeten',
}

const languagesOf = new Map<string, string[]>()
for (const [language, words] of Object.entries(usual))
  for (const word of words.split(' ')) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language])

/** Fewer words than these say nothing; more than these say no more. */
const fewest = 12
const most = 400

/** Share of the words that must be usual ones of the language, and how far ahead of the next it must be. */
const usualShare = 0.2
const lead = 2

/**
 * The language of a text, when hardly any other is likely: a screen reader that reads French as English does more harm
 * than one that was told nothing. A word of several languages counts for each.
 */
export function guessLanguage(text: string): string | undefined {
  const words =
    text
      .slice(0, 6_000)
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.slice(0, most) ?? []
  if (words.length < fewest) return undefined
  const counts = new Map<string, number>()
  for (const word of words)
    for (const language of languagesOf.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1)
  const [first, second] = [...counts].sort(([, one], [, other]) => other - one)
  if (!first || first[1] < words.length * usualShare || first[1] < (second?.[1] ?? 0) * lead) return undefined
  return first[0]
}

/** The words of a letter, earlier messages left out: they may be in another language. */
export function ownWords(nodes: LetterNode[], limit = 6_000): string {
  let text = ''
  for (const node of nodes) {
    if (text.length >= limit) break
    if (typeof node === 'string') text += node
    else if (!isQuote(node)) text += ` ${ownWords(node.children, limit - text.length)} `
  }
  return text
}

/** An earlier message, folded or open. */
export const isQuote = (node: Exclude<LetterNode, string>): boolean => node.quoted === true || node.tag === 'blockquote'
