import { randomBytes } from 'node:crypto'

/** 144 bits, nothing to guess, safe in a URL and as a file name. */
export const randomId = (): string => randomBytes(18).toString('base64url')
