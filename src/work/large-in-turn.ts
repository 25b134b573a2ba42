import { createTurns } from './turns.ts'

/** Bytes of files from which a message is large: it stands in memory, whole, while the mail server takes it. */
const large = 4 * 1024 * 1024

export type LargeInTurn = <T>(files: { size: number }[], work: () => Promise<T>) => Promise<T>

/** Lets one large message through at a time, so that memory does not grow with the number of writers; small ones pass. */
export function createLargeInTurn(): LargeInTurn {
  const inTurn = createTurns()
  return (files, work) => {
    const size = files.reduce((sum, file) => sum + file.size, 0)
    return size < large ? work() : inTurn('large', work)
  }
}
