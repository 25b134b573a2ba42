import type { OutboxEntry } from '../types.ts'

/** The mail server took it, for somebody at least. */
export const hasLeft = ({ state }: OutboxEntry): boolean => state === 'sent' || state === 'filed'

/** It left, and no recipient was refused. */
export const hasReachedAll = (entry: OutboxEntry): boolean => hasLeft(entry) && !entry.receipt?.rejected.length
