import { LRUCache } from 'lru-cache'
import { type CacheFigures, type FactsKey, nameOf } from './facts-cache.ts'
import type { ReadText } from './read-text.ts'

/** Which part of a message, and how much of it was wanted. */
export interface TextKey extends FactsKey {
  section: string
  /** Decoded bytes. */
  limit: number
}

/** Bytes of a text that is worth keeping: what is larger would drive many others out. */
const largest = 256 * 1024

/** Texts of messages as they were read, for all accounts of the process, within so many bytes: a body never changes. */
export class TextsCache {
  readonly #kept: LRUCache<string, ReadText>
  #hits = 0
  #misses = 0

  constructor(bytes: number) {
    const maxSize = Math.max(bytes, 1)
    const sizeCalculation = ({ text }: ReadText): number => 2 * text.length + 500
    this.#kept = new LRUCache({ maxSize, maxEntrySize: Math.min(largest, maxSize), sizeCalculation })
  }

  get figures(): CacheFigures {
    return { bytes: this.#kept.calculatedSize, hits: this.#hits, misses: this.#misses }
  }

  /** The text kept, or the one that `read` gives. */
  async have(key: TextKey, read: () => Promise<ReadText>): Promise<ReadText> {
    const name = `${nameOf(key)}\0${key.section}\0${String(key.limit)}`
    const known = this.#kept.get(name)
    if (known) {
      this.#hits++
      return known
    }
    this.#misses++
    const text = await read()
    this.#kept.set(name, text)
    return text
  }
}
