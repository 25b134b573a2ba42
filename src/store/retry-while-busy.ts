import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds another process may hold the database before we give up. */
const patience = 5_000

/** Asks again for as long as another process holds the database, letting other requests through between two tries. */
export async function retryWhileBusy<T>(attempt: () => T | Promise<T>): Promise<T> {
  const start = performance.now()
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (!isBusy(error) || performance.now() - start > patience) throw error
    }
    // Not all at the same moment: those who wait would meet again.
    await wait(5 + Math.random() * 20)
  }
}

/** SQLITE_BUSY and its extended codes (sqlite.org/rescode.html#busy) have 5 in their low byte. */
function isBusy(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'errcode' in error && (Number(error.errcode) & 0xff) === 5
}
