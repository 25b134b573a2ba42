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
  /** Whether the directory knows them. */
  listed: boolean
  /** The browser's random id, if it has one. */
  browser: string | undefined
  /** Network address. */
  address: string
}

/** How the tables name an attempt: keyed hashes, which say nothing of who or where. */
export interface AttemptNames {
  person: string
  /** Where a failure of this attempt counts: `listed` or `unlisted`. */
  address: string
  /** The address as failures on people the directory knows count there, and as those on made-up names do. */
  listed: string
  unlisted: string
  /** Of the person in a browser. */
  browser: (id: string) => string
}

export function nameAttempt({ person, listed, address }: Attempt, { hash }: Pick<Store, 'hash'>): AttemptNames {
  const network = networkOf(address)
  const places = { listed: hash('address', network), unlisted: hash('address', JSON.stringify([network, 'unlisted'])) }
  return {
    person: hash('guesses', person),
    address: listed ? places.listed : places.unlisted,
    ...places,
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

/** As many made-up names bar an address as this many people each. */
const unlistedPerListed = 10

/**
 * When strangers at an address may try one more name, 0 for now. Who has already been tried there is not one more. All
 * names are barred together: otherwise one would learn here which of them the directory knows.
 */
export async function addressFreeAt(
  transaction: Writing,
  { listed, unlisted, address, person }: AttemptNames,
  { most, time }: { most: number; time: number },
): Promise<number> {
  const tried = await failuresAt(transaction, address, time).where('person', '=', person).executeTakeFirst()
  if (tried) return 0
  const [people, others] = [
    await barAt(transaction, listed, { most, time }),
    await barAt(transaction, unlisted, { most: most * unlistedPerListed, time }),
  ]
  return Math.max(people, others)
}

function failuresAt(transaction: Writing, address: string, time: number) {
  const failures = transaction.selectFrom('address_failure').select('failed_at').where('address', '=', address)
  return failures.where('failed_at', '>', time - addressesCountFor)
}

/** When the oldest of the `most` last failures counts no more, 0 when there are fewer. */
async function barAt(
  transaction: Writing,
  address: string,
  { most, time }: { most: number; time: number },
): Promise<number> {
  const last = failuresAt(transaction, address, time).orderBy('failed_at', 'desc')
  const oldest = await last
    .offset(most - 1)
    .limit(1)
    .executeTakeFirst()
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
