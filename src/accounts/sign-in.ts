import { randomUUID } from 'node:crypto'
import type { Accounts } from './accounts.ts'
import type { Barred, Brake } from './brake.ts'
import { normaliseTyped } from './typed-form.ts'
import type { Account, Credentials, People } from './types.ts'

/** What somebody typed, and from where. */
export interface Entry {
  /** A login or an address. */
  typed: string
  password: string
  /** The random id of their browser, or the one it will be given; `known` when the browser itself told it. */
  browser: { id: string; known: boolean }
  /** Network address. */
  address: string
}

/** The mail server, which alone knows passwords. */
export interface MailGate {
  /** False is its verdict on the password; whatever else goes wrong is thrown. */
  letsIn(account: string, credentials: Credentials): Promise<boolean>
  /** Closes what `letsIn` may keep open for an account. */
  close(account: string): Promise<void>
}

export type SignInOutcome =
  | { outcome: 'signed-in'; account: Account; credentials: Credentials }
  | { outcome: 'rejected' }
  /** Too many wrong guesses before: this one was not even looked at. */
  | ({ outcome: 'barred' } & Barred)

/** Lets people in on the mail server's word. Rejects with what the gate throws when it could not say; no guess is counted then. */
export type SignIn = (entry: Entry, gate: MailGate) => Promise<SignInOutcome>

export function createSignIn({ people, accounts, brake }: SignInParts): SignIn {
  return async ({ typed, password, browser, address }, gate) => {
    const person = await people.find(typed)
    // Somebody whom nobody knows takes the same way, and as long, as a wrong password; never the name that was typed: a
    // mail server that drops domains would look up a colleague, each time under a name that no counter has seen.
    const credentials = { login: person?.login ?? `nobody-${randomUUID()}`, password }
    const guess = await brake.takeGuess({
      person: normaliseTyped(person?.login ?? typed),
      listed: person !== undefined,
      browser: browser.known ? browser.id : undefined,
      address,
    })
    if ('until' in guess) return { outcome: 'barred', ...guess }

    const known = person && (await accounts.find(person, typed))
    const provisional = known?.id ?? `new-${randomUUID()}`
    const letIn = await gate.letsIn(provisional, credentials).catch(async (error: unknown) => {
      await guess.unanswered()
      throw error
    })
    // A line kept under a provisional name, or for somebody the directory does not know, would be nobody's.
    if (letIn && !known) await gate.close(provisional)
    if (!letIn || !person) {
      await guess.wrong()
      return { outcome: 'rejected' }
    }

    await guess.right(browser.id)
    const account = await accounts.noteEntry(await accounts.findOrCreate(person, typed), password)
    return { outcome: 'signed-in', credentials, account }
  }
}

export interface SignInParts {
  people: People
  accounts: Accounts
  brake: Brake
}
