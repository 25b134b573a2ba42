import { guessLanguage, isQuote, type LetterNode, ownWords } from '../../mail/index.ts'

/**
 * The language a letter is in, as far as anybody can be sure. Its words come before its header: Outlook writes there
 * what its keyboard speaks.
 */
export const languageOf = (nodes: LetterNode[], declared: string | undefined): string | undefined =>
  guessLanguage(ownWords(nodes)) ?? declared

/** Earlier messages with their own language, where it is sure and they do not say it themselves. */
export function withQuoteLanguages(nodes: LetterNode[]): LetterNode[] {
  return nodes.map((node) => {
    if (typeof node === 'string') return node
    const language = isQuote(node) && !node.lang ? guessLanguage(ownWords(node.children)) : undefined
    return { ...node, ...(language && { lang: language }), children: withQuoteLanguages(node.children) }
  })
}
