import type { OutboxEntry } from '../types.ts'

/** The mail server took it, for somebody at least. */
export const hasLeft = ({ state }: OutboxEntry): boolean => state === 'sent' || state === 'filed'

/** It left for everybody, and nothing is known to keep its copy out of Sent: a sentence says it all. */
export const hasGoneWell = (entry: OutboxEntry): boolean =>
  hasLeft(entry) && entry.trouble === undefined && !entry.receipt?.rejected.length

/** All is well with it, and its hour has yet to come: it can be taken back. */
export const waitsForItsHour = ({ state, trouble, dueAt }: OutboxEntry, now: Date): boolean =>
  state === 'waiting' && trouble === undefined && dueAt > now
