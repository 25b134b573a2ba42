import type { Memory } from './pool.ts'

/** Counts asked for before a change are not for those who ask after it. */
export function forgetCounts({ memory }: { memory: Memory }): void {
  memory.foldersAsked = undefined
}

/** What is stored has grown or shrunk. */
export function forgetQuota({ memory }: { memory: Memory }): void {
  memory.quota = undefined
}
