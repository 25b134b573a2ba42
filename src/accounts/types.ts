/** A member of staff, as the directory tells. IMAP is always opened with `login`, whatever form was typed. */
export interface Person {
  login: string
  name: string
  /** The person's own, first the one they write from. From is only ever one of these. */
  addresses: string[]
  school?: { uai: string; name: string }
}

/** How the académie's people are looked up: a file today, a directory later. */
export interface People {
  /** `typed` is a login name or a full address, in any case, with spaces around. Undefined: nobody is known by it. */
  find(typed: string): Promise<Person | undefined>
}

/** What opens a mailbox. */
export interface Credentials {
  login: string
  password: string
}

/**
 * A person's account with us: a random id, the same whatever form of their login or addresses they type, and a
 * generation that ends sessions. Another login in the directory is another account.
 */
export interface Account {
  id: string
  /** Raised to end every session opened before, in every process. */
  generation: number
}

/** Where a session stands between a password and a second factor. Only `none` and `given` open mail. */
export type FactorStage = 'none' | 'owed' | 'given'

/** « Poste partagé » keeps nothing and ends soon; « Mon appareil » may keep pages. */
export type Computer = 'shared' | 'own'

/** What a live session says, once the guard has read it and checked its account's generation. */
export interface SignedIn {
  account: string
  generation: number
  person: Person
  credentials: Credentials
  computer: Computer
  factor: FactorStage
  /** When it ends unless something is asked before, and when it ends whatever happens. */
  idleEnd: Date
  absoluteEnd: Date
}
