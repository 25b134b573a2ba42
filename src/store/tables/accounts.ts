/** Who has an account, who is signed in, who was refused. Nothing here opens a mailbox, nothing names a person. */
export interface AccountTables {
  account: AccountTable
  login: LoginTable
  session: SessionTable
  known_browser: KnownBrowserTable
  guess: GuessTable
  address_failure: AddressFailureTable
  setting: SettingTable
  secret: SecretTable
}

interface AccountTable {
  /** Random. */
  id: string
  /** Keyed hash of the person's login in the directory. */
  person: string
  generation: number
  /** Of the password that was last let in; null for an account that signed in before there were any. */
  password_print: number | null
  created_at: number
}

interface LoginTable {
  /** Keyed hash of a normalised form that somebody typed. */
  form: string
  /** Whoever signed in with it last: theirs only while the directory gives that person for the form. */
  account: string
}

interface SessionTable {
  /** SHA-256 of the id that the browser holds. */
  id: string
  account: string
  /** The account's when it began: another one since has ended it. */
  generation: number
  /** JSON; the credentials in it are sealed under a key that only the browser has. */
  content: string
  touched_at: number
  idle_end: number
  absolute_end: number
}

interface KnownBrowserTable {
  /** Keyed hash of a person and a browser's random id. */
  id: string
  seen_at: number
}

interface GuessTable {
  id: string
  /** Keyed hash of the person guessed at, alone for strangers, with the browser for one that is known. */
  counter: string
  guessed_at: number
}

interface AddressFailureTable {
  /** Keyed hash of a network address. */
  address: string
  /** Keyed hash of the person guessed at. */
  person: string
  failed_at: number
}

interface SettingTable {
  account: string
  name: string
  /** Sealed. */
  value: Uint8Array
}

interface SecretTable {
  name: string
  /** Sealed. */
  value: Uint8Array
}
