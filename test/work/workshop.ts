import { randomUUID } from 'node:crypto'
import type { Store } from '../../src/store/index.ts'
import {
  createDrafts,
  createHistory,
  createRecentAddresses,
  createUploads,
  systemClock,
  type Clock,
  type DraftLetter,
  type Log,
} from '../../src/work/index.ts'
import { temporaryFolder, temporaryStore } from '../support/store.ts'

interface Circumstances {
  clock?: Clock
  log?: Log
  /** Bytes of one file that comes from the mail server. */
  fileLimit?: number
}

/** A store of its own, an account, and what works for it. */
export async function openWorkshop(circumstances: Circumstances = {}) {
  const dataDir = await temporaryFolder()
  const store = await temporaryStore({ dataDir })
  return { ...workOn(store, circumstances), store, dataDir, account: randomUUID() }
}

/** What works on a store; given a second store on the same files, it is another process. */
export function workOn(store: Store, circumstances: Circumstances = {}) {
  const { clock = systemClock, log = silent, fileLimit = 30 * 1024 * 1024 } = circumstances
  const uploads = createUploads({ store, clock })
  return {
    uploads,
    drafts: createDrafts({ store, uploads, clock, log, fileLimit }),
    history: createHistory({ store, clock }),
    recent: createRecentAddresses({ store, clock }),
  }
}

export const silent: Log = { warn: () => undefined, error: () => undefined }

interface HandClock extends Clock {
  /** Time passes: both faces move. */
  advance(milliseconds: number): void
  /** Somebody sets the wall clock. */
  step(milliseconds: number): void
}

/** A clock that a test sets. */
export function handClock(start = Date.parse('2026-11-24T08:00:00Z')): HandClock {
  let [passed, stepped] = [0, 0]
  return {
    now: () => start + passed + stepped,
    monotonic: () => passed,
    advance: (milliseconds) => (passed += milliseconds),
    step: (milliseconds) => (stepped += milliseconds),
  }
}

export function letter(changes: Partial<DraftLetter> = {}): DraftLetter {
  const nobody = { from: '', to: '', cc: '', bcc: '', replyTo: '' }
  const nothing = { files: [], carried: [], reminded: [] }
  return { ...nobody, subject: 'Conseil de classe', body: 'Bonjour,', importance: 'normal', ...nothing, ...changes }
}

/** Asks again until `question` has an answer. */
export async function until<T>(question: () => T | Promise<T>, within = 10_000): Promise<NonNullable<T>> {
  const end = performance.now() + within
  for (;;) {
    const answer = await question()
    if (answer) return answer
    if (performance.now() > end) throw new Error(`Never true: ${question.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
