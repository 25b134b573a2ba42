import type { Computer } from './types.ts'

const minute = 60_000

/** Milliseconds without a request after which a session ends: a staff room is left without signing out. */
export const idleLifetime: Record<Computer, number> = { shared: 15 * minute, own: 30 * minute }

/** Milliseconds after which a session ends whatever happens. */
export const absoluteLifetime = 20 * 60 * minute

/** A session is written down as used at most this often (milliseconds): reading mail does not wait for a disk. */
export const touchInterval = minute
