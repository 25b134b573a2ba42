import type { Kysely, Transaction } from 'kysely'
import type { SealBox } from './seal-box.ts'
import type { Tables } from './tables/index.ts'

/** What may be asked inside `store.write`. */
export type Writing = Transaction<Tables>

/** The database and the seals of what it holds. Several processes may open the same one. */
export interface Store {
  /** For reading only (a write through it is refused). Never waits for a transaction, and sees none before its end. */
  read: Kysely<Tables>
  /**
   * Runs `work` as one transaction, alone among all processes; rejects with what `work` rejected with, nothing kept.
   * Short, with no waiting on a network inside, and no `write` within a `write`: it would wait for itself.
   * `durable` survives a power cut too, not only a killed process, for the price of a disk flush.
   */
  write: <T>(work: (transaction: Writing) => Promise<T>, options?: { durable?: boolean }) => Promise<T>
  /** Seals under CONTENT_KEYS whatever a user typed or attached. */
  box: SealBox
  settings: Settings
  /** What a value of this purpose can be found by without being kept (keyed-hash.ts). The same in every process, for ever. */
  hash: (purpose: string, value: string) => string
  /** Where files stand, sealed, beside the database. */
  dataDir: string
  /** Rejects when the database cannot be read and written now. */
  ready(): Promise<void>
  close(): Promise<void>
}

/** What a person chose, sealed, one value a name. */
export interface Settings {
  /** Every choice of the account, by name; what was never chosen is absent. */
  read(account: string): Promise<ReadonlyMap<string, string>>
  save(account: string, name: string, value: string): Promise<void>
  /** Makes a value from the one that is there, nobody else writing in between. `change` may be called more than once. */
  change(account: string, name: string, change: (before: string | undefined) => string): Promise<void>
}
