import { randomBytes } from 'node:crypto'
import type { Store, Writing } from '../store/index.ts'
import { normaliseTyped } from './typed-form.ts'
import type { Account, Person } from './types.ts'

/**
 * Accounts, found by the form that was typed as long as it is still the same person's, otherwise by the person's login;
 * both are kept as keyed hashes only. Whoever gets another login in the directory gets another account: an address may
 * pass to a namesake, who must not find the letters of whoever had it before.
 */
export interface Accounts {
  /** Undefined for somebody who never signed in. `person` is whom the directory gives for `typed`. */
  find(person: Person, typed: string): Promise<Account | undefined>
  /** The person's account, made at the first sign-in; remembers the form they typed. */
  findOrCreate(person: Person, typed: string): Promise<Account>
  /**
   * Notes the password that the mail server has just taken. Another one than before ends every session: whoever knew the
   * old one may still read over a connection that it opened. Gives the account as it is now.
   */
  noteEntry(account: Account, password: string): Promise<Account>
  /** Undefined when there is no such account. */
  generation(account: string): Promise<number | undefined>
  /** Signs the account out everywhere, in every process. */
  endEverySession(account: string): Promise<void>
}

export function createAccounts(store: Store): Accounts {
  const namesOf = ({ login }: Person, typed: string): Names => ({
    person: store.hash('person', normaliseTyped(login)),
    form: store.hash('login', normaliseTyped(typed)),
  })

  return {
    find: (person, typed) => findAccount(store.read, namesOf(person, typed)),
    findOrCreate: (person, typed) =>
      store.write(async (transaction) => {
        const names = namesOf(person, typed)
        const account = (await findAccount(transaction, names)) ?? (await createAccount(transaction, names.person))
        await rememberForm(transaction, names.form, account.id)
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
    noteEntry: ({ id }, password) => {
      const print = printOf(store, id, password)
      return store.write(async (transaction) => {
        const account = transaction.selectFrom('account').select(['generation', 'password_print']).where('id', '=', id)
        const { generation, password_print: before } = await account.executeTakeFirstOrThrow()
        if (before === print) return { id, generation }

        await transaction.updateTable('account').set({ password_print: print }).where('id', '=', id).execute()
        if (before === null) return { id, generation }
        await endSessions(transaction, id)
        return { id, generation: generation + 1 }
      })
    },
    endEverySession: (account) => store.write((transaction) => endSessions(transaction, account)),
  }
}

async function endSessions(transaction: Writing, account: string): Promise<void> {
  await transaction
    .updateTable('account')
    .set((row) => ({ generation: row('generation', '+', 1) }))
    .where('id', '=', account)
    .execute()
  await transaction.deleteFrom('session').where('account', '=', account).execute()
}

/**
 * Sixteen bits of a keyed hash: enough to see that a password has changed, but for once in 65,536 times; too few to find
 * it by, even for whoever holds the database and its keys.
 */
const printOf = ({ hash }: Store, account: string, password: string): number =>
  Buffer.from(hash('password', `${account}\0${password}`), 'base64url').readUInt16BE()

/** Keyed hashes. */
interface Names {
  /** Of the person's login in the directory. */
  person: string
  /** Of what was typed. */
  form: string
}

async function findAccount(database: Store['read'], { person, form }: Names): Promise<Account | undefined> {
  const accounts = database.selectFrom('account').select(['id', 'generation']).where('person', '=', person)
  const named = database.selectFrom('login').select('account').where('form', '=', form)
  return (await accounts.where('id', 'in', named).executeTakeFirst()) ?? (await accounts.executeTakeFirst())
}

async function createAccount(transaction: Writing, person: string): Promise<Account> {
  const account = { id: randomBytes(16).toString('base64url'), generation: 0 }
  await transaction
    .insertInto('account')
    .values({ ...account, person, created_at: Date.now() })
    .execute()
  return account
}

/** A form that was another person's is now theirs who signed in with it; that person is found by their login. */
async function rememberForm(transaction: Writing, form: string, account: string): Promise<void> {
  await transaction
    .insertInto('login')
    .values({ form, account })
    .onConflict((row) => row.column('form').doUpdateSet({ account }))
    .execute()
}
