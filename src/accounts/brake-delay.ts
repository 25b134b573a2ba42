const second = 1_000
const free = 5
const longest = 15 * 60 * second

/** Guesses that one counter lets through in `countedFor` milliseconds. */
export const mostGuesses = 100
export const countedFor = 24 * 3_600 * second

/**
 * When one more guess is let through, in milliseconds since 1970, after those made at `guesses` (the last
 * `countedFor` milliseconds, newest first). The first five cost nothing, then each waits twice as long as the one
 * before, from 5 s to a quarter of an hour; never more than `mostGuesses`.
 */
export function nextGuessAt(guesses: readonly number[]): number {
  const [newest] = guesses
  if (newest === undefined || guesses.length < free) return 0

  const full = guesses[mostGuesses - 1]
  const afterNewest = newest + Math.min(longest, 5 * second * 2 ** (guesses.length - free))
  return full === undefined ? afterNewest : Math.max(afterNewest, full + countedFor)
}
