import { LRUCache } from 'lru-cache'
import type { Known } from './facts.ts'

/** Whose message: an account never meets what another one's key holds. */
export interface FactsKey {
  account: string
  folder: string
  uidValidity: string
  uid: number
}

/** What cannot change about messages, for all accounts of the process, within so many bytes; oldest use leaves first. */
export class FactsCache {
  readonly #kept: LRUCache<string, Known>

  constructor(bytes: number) {
    this.#kept = new LRUCache({ maxSize: Math.max(bytes, 1), sizeCalculation: bytesOf })
  }

  get(key: FactsKey): Known | undefined {
    return this.#kept.get(nameOf(key))
  }

  set(key: FactsKey, known: Known): void {
    this.#kept.set(nameOf(key), known)
  }
}

/** NUL can be in no account, folder or number, so no two keys read alike. */
const nameOf = ({ account, folder, uidValidity, uid }: FactsKey): string =>
  `${account}\0${folder}\0${uidValidity}\0${uid}`

/** Two bytes a character, and what objects cost around them: rather too much than too little. */
const bytesOf = (known: Known): number => JSON.stringify(known).length * 3 + 1000
