import type { Store } from '../store/index.ts'
import { type Accounts, createAccounts } from './accounts.ts'
import { createBrake } from './brake.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createSignIn, type SignIn } from './sign-in.ts'
import type { People } from './types.ts'

/** Who the user is, wired over one store. */
export interface AccountParts {
  accounts: Accounts
  sessions: Sessions
  signIn: SignIn
  /** Removes sessions that have ended and guesses that no longer count. */
  sweep(): Promise<void>
}

export interface AccountPartsOptions {
  store: Store
  /** SESSION_SECRET. */
  secret: string
  people: People
  /** Milliseconds since 1970. */
  now?: () => number
  /** See `BrakeOptions`. */
  failuresPerAddress: number
}

export function createAccountParts({
  store,
  secret,
  people,
  now = Date.now,
  failuresPerAddress,
}: AccountPartsOptions): AccountParts {
  const accounts = createAccounts(store)
  const brake = createBrake({ store, now, failuresPerAddress })
  return {
    accounts,
    sessions: createSessions({ store, secret, people, now }),
    signIn: createSignIn({ people, accounts, brake }),
    async sweep() {
      await brake.sweep()
      await store.write((transaction) =>
        transaction
          .deleteFrom('session')
          .where((row) => row.or([row('idle_end', '<=', now()), row('absolute_end', '<=', now())]))
          .execute(),
      )
    },
  }
}
