/**
 * A place in the order of all results: newest second first, then folder by folder as asked, then highest UID first.
 * Arrivals come before every place, so they shift nothing.
 */
export interface Place {
  /** Since 1970. */
  second: number
  /** Of the folders searched, from 0. */
  folder: number
  uid: number
}

export interface Cursor extends Place {
  /** Rows given before it. */
  given: number
}

/** Follows every message of its second. */
export const endOfSecond = (second: number): Place => ({ second, folder: 9999, uid: 0 })

export const writeCursor = ({ second, folder, uid, given }: Cursor): string => [second, folder, uid, given].join('-')

/** Anything that we did not write is no cursor: the search begins at its beginning. */
export function readCursor(text: string | undefined): Cursor | undefined {
  const numbers = /^(\d{1,11})-(\d{1,4})-(\d{1,10})-(\d{1,9})$/
    .exec(text ?? '')
    ?.slice(1)
    .map(Number)
  if (!numbers) return undefined
  const [second = 0, folder = 0, uid = 0, given = 0] = numbers
  return { second, folder, uid, given }
}

/** Negative when `one` comes first. */
export const compare = (one: Place, other: Place): number =>
  other.second - one.second || one.folder - other.folder || other.uid - one.uid
