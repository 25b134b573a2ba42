import { randomUUID } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Store, Writing } from '../store/index.ts'
import { countedFor, mostGuesses } from './brake-delay.ts'

/** Milliseconds. */
export const addressesCountFor = 3_600_000
export const browsersAreKnownFor = 30 * 24 * 3_600_000

/** Somebody who tries a password. */
export interface Attempt {
  /** The person's login, or what was typed when nobody has it: both are braked alike. */
  person: string
  /** The browser's random id, if it has one. */
  browser: string | undefined
  /** Network address. */
  address: string
}

/** How the tables name an attempt: keyed hashes, which say nothing of who or where. */
export interface AttemptNames {
  person: string
  address: string
  /** Of the person in a browser. */
  browser: (id: string) => string
}

export function nameAttempt({ person, address }: Attempt, { hash }: Pick<Store, 'hash'>): AttemptNames {
  return {
    person: hash('guesses', person),
    address: hash('address', networkOf(address)),
    browser: (id) => hash('browser', JSON.stringify([person, id])),
  }
}

/** Whether the person signed in in that browser within the last 30 days. */
export async function isKnown(transaction: Writing, browser: string, time: number): Promise<boolean> {
  const row = await transaction
    .selectFrom('known_browser')
    .select('id')
    .where('id', '=', browser)
    .where('seen_at', '>', time - browsersAreKnownFor)
    .executeTakeFirst()
  return row !== undefined
}

/** When the counted guesses were made, newest first. */
export async function guessesOf(transaction: Writing, counter: string, time: number): Promise<number[]> {
  const rows = await transaction
    .selectFrom('guess')
    .select('guessed_at')
    .where('counter', '=', counter)
    .where('guessed_at', '>', time - countedFor)
    .orderBy('guessed_at', 'desc')
    .limit(mostGuesses)
    .execute()
  return rows.map((row) => row.guessed_at)
}

/** The id of the guess that now counts. */
export async function countGuess(transaction: Writing, counter: string, time: number): Promise<string> {
  const id = randomUUID()
  await transaction.insertInto('guess').values({ id, counter, guessed_at: time }).execute()
  return id
}

/** When strangers at an address may try one more person, 0 for now. Who has already been tried there is not one more. */
export async function addressFreeAt(
  transaction: Writing,
  { address, person }: AttemptNames,
  { most, time }: { most: number; time: number },
): Promise<number> {
  const rows = await transaction
    .selectFrom('address_failure')
    .select('failed_at')
    .where('address', '=', address)
    .where('person', '!=', person)
    .where('failed_at', '>', time - addressesCountFor)
    .orderBy('failed_at', 'desc')
    .limit(most)
    .execute()
  const oldest = rows[most - 1]
  return oldest ? oldest.failed_at + addressesCountFor : 0
}

/** What an address counts as: one who has IPv6 has 2^64 of them (RFC 6177). */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail = ''] = plain.split('::')
  const groups = head.split(':').filter(Boolean)
  const missing = plain.includes('::') ? 8 - groups.length - tail.split(':').filter(Boolean).length : 0
  return [...groups, ...Array<string>(missing).fill('0'), ...tail.split(':')].slice(0, 4).join(':').toLowerCase()
}
