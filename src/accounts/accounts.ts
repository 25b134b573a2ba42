import { randomBytes } from 'node:crypto'
import type { Store, Writing } from '../store/index.ts'
import { normaliseTyped } from './typed-form.ts'
import type { Account, Person } from './types.ts'

/** Accounts, found by the person's login, which is kept as a keyed hash only. */
export interface Accounts {
  /** Undefined for somebody who never signed in. */
  find(person: Person): Promise<Account | undefined>
  /** The person's account, made at the first sign-in; remembers the form they typed. */
  findOrCreate(person: Person, typed: string): Promise<Account>
  /** Undefined when there is no such account. */
  generation(account: string): Promise<number | undefined>
  /** Signs the account out everywhere, in every process. */
  endEverySession(account: string): Promise<void>
}

export function createAccounts(store: Store): Accounts {
  const personHash = ({ login }: Person): string => store.hash('person', normaliseTyped(login))
  const formHash = (typed: string): string => store.hash('login', normaliseTyped(typed))

  return {
    find: (person) => findAccount(store.read, personHash(person)),
    findOrCreate: (person, typed) =>
      store.write(async (transaction) => {
        const account =
          (await findAccount(transaction, personHash(person))) ?? (await createAccount(transaction, personHash(person)))
        await rememberForm(transaction, formHash(typed), account.id)
        return account
      }),
    async generation(account) {
      const row = await store.read
        .selectFrom('account')
        .select('generation')
        .where('id', '=', account)
        .executeTakeFirst()
      return row?.generation
    },
    endEverySession: (account) =>
      store.write(async (transaction) => {
        await transaction
          .updateTable('account')
          .set((row) => ({ generation: row('generation', '+', 1) }))
          .where('id', '=', account)
          .execute()
        await transaction.deleteFrom('session').where('account', '=', account).execute()
      }),
  }
}

async function findAccount(database: Store['read'], person: string): Promise<Account | undefined> {
  return database.selectFrom('account').select(['id', 'generation']).where('person', '=', person).executeTakeFirst()
}

async function createAccount(transaction: Writing, person: string): Promise<Account> {
  const account = { id: randomBytes(16).toString('base64url'), generation: 0 }
  await transaction
    .insertInto('account')
    .values({ ...account, person, created_at: Date.now() })
    .execute()
  return account
}

/** A form that once was another person's is now theirs who signed in with it. */
async function rememberForm(transaction: Writing, form: string, account: string): Promise<void> {
  await transaction
    .insertInto('login')
    .values({ form, account })
    .onConflict((row) => row.column('form').doUpdateSet({ account }))
    .execute()
}
