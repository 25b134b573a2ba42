import type { MailFigures } from '../mail-account.ts'
import { lettersFigures } from '../mime/letters-kept.ts'
import { FactsCache } from './facts-cache.ts'
import { TextsCache } from './texts-cache.ts'

/** What a process remembers of messages that cannot change. */
export interface Caches {
  cache: FactsCache
  texts: TextsCache
}

/** `bytes` for both: facts are asked for by the page, texts by the letter. */
export function createCaches(bytes: number): Caches {
  const forTexts = Math.floor(bytes / 6)
  return { cache: new FactsCache(bytes - forTexts), texts: new TextsCache(forTexts) }
}

export const figuresOf = ({ cache, texts }: Caches): MailFigures['caches'] => ({
  facts: cache.figures,
  texts: texts.figures,
  letters: lettersFigures(),
})
