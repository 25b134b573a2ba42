import { LRUCache } from 'lru-cache'
import type { MailFigures } from '../mail-account.ts'
import type { Known } from './facts.ts'

export type CacheFigures = MailFigures['caches']['facts']

/** What is attached to a message, as a person counts it. */
export interface Attached {
  count: number
  /** Of files that have one. */
  names: readonly string[]
}

/** Whose message: an account never meets what another one's key holds. */
export interface FactsKey {
  account: string
  folder: string
  uidValidity: string
  uid: number
}

/** UIDs whose attachments are kept together: a folder is looked through in order. */
const blockLength = 1024

/** What cannot change about messages, for all accounts of the process, within so many bytes; oldest use leaves first. */
export class FactsCache {
  readonly #kept: LRUCache<string, Known>
  #hits = 0
  #misses = 0
  readonly #attached: LRUCache<string, Map<number, Attached>>

  /** An eighth of `bytes` is for attachments alone: a folder looked through for them must not drive out what lists show. */
  constructor(bytes: number) {
    this.#kept = new LRUCache({ maxSize: Math.max(Math.floor(bytes * 0.875), 1), sizeCalculation: bytesOf })
    this.#attached = new LRUCache({
      maxSize: Math.max(Math.floor(bytes * 0.125), 1),
      sizeCalculation: (block) => bytesOfBlock(block),
    })
  }

  get(key: FactsKey): Known | undefined {
    const known = this.#kept.get(nameOf(key))
    if (known) this.#hits++
    else this.#misses++
    return known
  }

  get figures(): CacheFigures {
    return { bytes: this.#kept.calculatedSize, hits: this.#hits, misses: this.#misses }
  }

  set(key: FactsKey, known: Known): void {
    this.#kept.set(nameOf(key), known)
  }

  getAttached(key: FactsKey): Attached | undefined {
    return this.#attached.get(blockOf(key))?.get(key.uid)
  }

  /** All of one folder. */
  setAttached(key: Omit<FactsKey, 'uid'>, attached: ReadonlyMap<number, Attached>): void {
    for (const [block, messages] of Map.groupBy(attached, ([uid]) => blockOf({ ...key, uid }))) {
      this.#attached.set(block, new Map([...(this.#attached.get(block) ?? []), ...messages]))
    }
  }
}

/** NUL can be in no account, folder or number, so no two keys read alike. */
export const nameOf = ({ account, folder, uidValidity, uid }: FactsKey): string =>
  `${account}\0${folder}\0${uidValidity}\0${uid}`

const blockOf = (key: FactsKey): string => nameOf({ ...key, uid: Math.floor(key.uid / blockLength) })

/** Two bytes a character, and what objects cost around them: rather too much than too little. */
const bytesOf = (known: Known): number => JSON.stringify(known).length * 3 + 1000

function bytesOfBlock(block: ReadonlyMap<number, Attached>): number {
  let bytes = 1000
  for (const { count, names } of block.values()) bytes += 60 + (count > 0 ? 100 : 0) + names.join('').length * 2
  return bytes
}
