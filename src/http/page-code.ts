import { randomBytes } from 'node:crypto'

/** 32 signs that can be told apart over the telephone: no 0 or O, no 1 or I. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Eight signs in two groups, « K7QM-4XRT »: what the foot of a page and its log line share. */
export function newPageCode(): string {
  const signs = Array.from(randomBytes(8), (byte) => alphabet[byte % alphabet.length])
  return `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`
}
