import type { Store } from '../store/index.ts'
import {
  addressesCountFor,
  addressFreeAt,
  type Attempt,
  browsersAreKnownFor,
  countGuess,
  guessesOf,
  isKnown,
  nameAttempt,
} from './brake-counters.ts'
import { countedFor, nextGuessAt } from './brake-delay.ts'
import { createGuess, type Guess } from './brake-guess.ts'

/**
 * Slows guessing down without a weapon for pupils. Strangers share one counter a person, whatever form was typed; a
 * browser in which that person once signed in has its own, so nobody bars them there. Counted in the store: all
 * processes brake as one. Nothing here touches a live session.
 */
export interface Brake {
  /** Takes one guess before the mail server is asked, so that many at once count as many; or tells when to come back. */
  takeGuess(attempt: Attempt): Promise<Guess | Barred>
  /** Removes what no longer counts. */
  sweep(): Promise<void>
}

export interface Barred {
  until: Date
  /** What too many guesses came for, or from. */
  by: 'person' | 'address'
}

export interface BrakeOptions {
  store: Store
  /** Milliseconds since 1970. */
  now: () => number
  /**
   * People on whom strangers at one address may fail in an hour. High: a whole school comes from one at 7:50. Ten times
   * as many names that nobody has: a pupil who makes them up must not bar it.
   */
  failuresPerAddress: number
}

export function createBrake({ store, now, failuresPerAddress }: BrakeOptions): Brake {
  return {
    takeGuess: (attempt) =>
      store.write(async (transaction) => {
        const time = now()
        const names = nameAttempt(attempt, store)
        const browser = attempt.browser === undefined ? undefined : names.browser(attempt.browser)
        const known = browser !== undefined && (await isKnown(transaction, browser, time))
        const counter = known ? browser : names.person

        const counterFreeAt = nextGuessAt(await guessesOf(transaction, counter, time))
        const placeFreeAt = known ? 0 : await addressFreeAt(transaction, names, { most: failuresPerAddress, time })
        const until = Math.max(counterFreeAt, placeFreeAt)
        if (until > time) return { until: new Date(until), by: until === counterFreeAt ? 'person' : 'address' }

        const id = await countGuess(transaction, counter, time)
        return createGuess({ id, counter, known }, names, { store, now })
      }),

    sweep: () =>
      store.write(async (transaction) => {
        const time = now()
        await transaction
          .deleteFrom('guess')
          .where('guessed_at', '<=', time - countedFor)
          .execute()
        await transaction
          .deleteFrom('address_failure')
          .where('failed_at', '<=', time - addressesCountFor)
          .execute()
        await transaction
          .deleteFrom('known_browser')
          .where('seen_at', '<=', time - browsersAreKnownFor)
          .execute()
      }),
  }
}
