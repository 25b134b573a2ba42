import type { Store, Tables, Writing } from '../store/index.ts'
import type { AttemptNames } from './brake-counters.ts'

/** A guess that was let through: what the mail server says of it is told here, once. */
export interface Guess {
  /** It counts no more, and `browser` (its random id) is known for this person from now on. */
  right(browser: string): Promise<void>
  /** It goes on counting, and its address has failed on this person. */
  wrong(): Promise<void>
  /** The mail server was away: it was no guess. */
  unanswered(): Promise<void>
}

/** A guess written down. */
export interface Counted {
  id: string
  counter: string
  /** In a browser that has a counter of its own. */
  known: boolean
}

export function createGuess(counted: Counted, names: AttemptNames, { store, now }: GuessOptions): Guess {
  return {
    right: (browser) =>
      store.write(async (transaction) => {
        await forgive(transaction, counted)
        await forgetFailure(transaction, names)
        await rememberBrowser(transaction, { id: names.browser(browser), seen_at: now() })
      }),
    wrong: () =>
      store.write((transaction) =>
        rememberFailure(transaction, { address: names.address, person: names.person, failed_at: now() }),
      ),
    unanswered: () =>
      store.write(async (transaction) => {
        await transaction.deleteFrom('guess').where('id', '=', counted.id).execute()
      }),
  }
}

export interface GuessOptions {
  store: Store
  now: () => number
}

/** What strangers tried goes on counting: a right answer among theirs must not give them a hundred more. */
async function forgive(transaction: Writing, { id, counter, known }: Counted): Promise<void> {
  const guesses = transaction.deleteFrom('guess')
  await (known ? guesses.where('counter', '=', counter) : guesses.where('id', '=', id)).execute()
}

async function forgetFailure(transaction: Writing, { address, person }: AttemptNames): Promise<void> {
  const failures = transaction.deleteFrom('address_failure')
  await failures.where('address', '=', address).where('person', '=', person).execute()
}

async function rememberFailure(transaction: Writing, row: Tables['address_failure']): Promise<void> {
  await transaction
    .insertInto('address_failure')
    .values(row)
    .onConflict((known) => known.columns(['address', 'person']).doUpdateSet(row))
    .execute()
}

async function rememberBrowser(transaction: Writing, row: Tables['known_browser']): Promise<void> {
  await transaction
    .insertInto('known_browser')
    .values(row)
    .onConflict((known) => known.column('id').doUpdateSet(row))
    .execute()
}
