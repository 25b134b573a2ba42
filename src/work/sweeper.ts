import type { ExpressionBuilder } from 'kysely'
import type { Store, Tables, Writing } from '../store/index.ts'
import { type Clock, systemClock } from './clock.ts'
import { factsOf, type Log } from './log.ts'
import { retention } from './retention.ts'
import { handful, inHandfuls } from './handfuls.ts'
import type { Holder } from './uploads/holders.ts'
import { sweepStrayFiles, sweepUploads } from './uploads/sweep-files.ts'

/** Milliseconds between two sweeps. */
const rhythm = 3_600_000

interface SweeperOptions {
  store: Store
  log: Log
  clock?: Clock
  /** What others know how to sweep: sessions, guesses. */
  others?: (() => Promise<void>)[]
}

interface Sweeper {
  start(): void
  stop(): void
  /** One whole round, for those who cannot wait an hour. */
  sweep(): Promise<void>
}

/** Removes what was kept as long as `retention` says. Several processes may sweep at once. */
export function createSweeper({ store, log, clock = systemClock, others = [] }: SweeperOptions): Sweeper {
  let timer: NodeJS.Timeout | undefined
  const sweep = async (): Promise<void> => {
    const now = clock.now()
    await sweepDrafts(store, now)
    await sweepOutbox(store, now)
    await sweepMemories(store, now)
    await sweepUploads(store, now)
    await sweepStrayFiles(store, now)
    for (const other of others) await other()
  }
  const sweepOrTell = (): void => {
    sweep().catch((error: unknown) => log.error(factsOf(error), 'what is over could not be swept away'))
  }
  return {
    start() {
      timer = setInterval(sweepOrTell, rhythm).unref()
      sweepOrTell()
    },
    stop: () => clearInterval(timer),
    sweep,
  }
}

async function sweepDrafts(store: Store, now: number): Promise<void> {
  await inHandfuls(async () => {
    const found = await store.read.selectFrom('draft').select('id').where(draftIsOver(now)).limit(handful).execute()
    const ids = found.map(({ id }) => id)
    return remove(store, { ids, now, holder: (id) => `draft:${id}` }, (transaction) =>
      transaction.deleteFrom('draft').where('id', 'in', ids).where(draftIsOver(now)).returning('id').execute(),
    )
  })
}

const draftIsOver = (now: number) => (is: ExpressionBuilder<Tables, 'draft'>) =>
  is.or([
    is('saved_at', '<', now - retention.onlyCopy.keep),
    is.and([
      is('state', '!=', 'open'),
      is('saved_at', '<', now - retention.sentDraft.keep),
      is.not(is.exists(stillWaiting(is))),
    ]),
    is.and([
      is('saved_at', '<', now - retention.draft.keep),
      is.or([
        is('parked', '=', 1),
        is.and([is('server_revision', '=', is.ref('revision')), is('server_whole', '=', 1)]),
      ]),
    ]),
  ])

/** One that leaves in some months is looked at, and given another hour, at its draft's address. */
const stillWaiting = (is: ExpressionBuilder<Tables, 'draft'>) =>
  is
    .selectFrom('outbox')
    .select('outbox.id')
    .whereRef('outbox.id', '=', 'draft.outbox')
    .where('outbox.state', '=', 'waiting')

async function sweepOutbox(store: Store, now: number): Promise<void> {
  await inHandfuls(async () => {
    const found = await store.read.selectFrom('outbox').select('id').where(entryIsOver(now)).limit(handful).execute()
    const ids = found.map(({ id }) => id)
    return remove(store, { ids, now, holder: (id) => `outbox:${id}` }, (transaction) =>
      transaction.deleteFrom('outbox').where('id', 'in', ids).where(entryIsOver(now)).returning('id').execute(),
    )
  })
}

const entryIsOver = (now: number) => (is: ExpressionBuilder<Tables, 'outbox'>) =>
  is.or([
    // From its hour on, for one that leaves later still.
    is.and([
      is('updated_at', '<', now - retention.outboxUnfinished.keep),
      is('due_at', '<', now - retention.outboxUnfinished.keep),
    ]),
    is.and([
      is('updated_at', '<', now - retention.outbox.keep),
      is.or([is('state', 'in', ['filed', 'cancelled']), is('dismissed', '=', 1)]),
    ]),
  ])

/**
 * Rows that are still over when their turn has come (somebody may have saved since they were found), and their hold on
 * files, which a day later go with the other files nobody holds. Gives how many.
 */
async function remove(
  store: Store,
  { ids, now, holder }: { ids: string[]; now: number; holder: (id: string) => Holder },
  deleteOver: (transaction: Writing) => Promise<{ id: string }[]>,
): Promise<number> {
  if (ids.length === 0) return 0
  return store.write(async (transaction) => {
    const removed = await deleteOver(transaction)
    if (removed.length === 0) return 0
    const holders = removed.map(({ id }) => holder(id))
    await transaction.deleteFrom('upload_holder').where('holder', 'in', holders).execute()
    await markIdle(transaction, now)
    return removed.length
  })
}

function markIdle(transaction: Writing, now: number) {
  return transaction
    .updateTable('upload')
    .set({ idle_since: now })
    .where('idle_since', 'is', null)
    .where('id', 'not in', transaction.selectFrom('upload_holder').select('upload'))
    .execute()
}

async function sweepMemories({ write }: Store, now: number): Promise<void> {
  await write(async (transaction) => {
    await transaction
      .deleteFrom('history')
      .where('at', '<', now - retention.history.keep)
      .execute()
    const forgotten = now - retention.recentAddresses.keep
    await transaction.deleteFrom('recent_addresses').where('used_at', '<', forgotten).execute()
    await transaction
      .deleteFrom('searches')
      .where('kind', '=', 'recent')
      .where('used_at', '<', now - retention.recentSearches.keep)
      .execute()
  })
}
