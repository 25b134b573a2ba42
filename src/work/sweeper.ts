import type { Store, Writing } from '../store/index.ts'
import { type Clock, systemClock } from './clock.ts'
import { factsOf, type Log } from './log.ts'
import { retention } from './retention.ts'
import { sweepStrayFiles, sweepUploads } from './uploads/sweep-files.ts'
import { handful, inHandfuls } from './handfuls.ts'

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
  const before = ({ keep }: { keep: number }) => now - keep
  await inHandfuls(async () => {
    const ended = await store.read
      .selectFrom('draft')
      .select('id')
      .where((is) =>
        is.or([
          is('saved_at', '<', before(retention.onlyCopy)),
          is.and([is('state', '!=', 'open'), is('saved_at', '<', before(retention.sentDraft))]),
          is.and([
            is('saved_at', '<', before(retention.draft)),
            is.or([
              is('parked', '=', 1),
              is.and([is('server_revision', '=', is.ref('revision')), is('server_whole', '=', 1)]),
            ]),
          ]),
        ]),
      )
      .limit(handful)
      .execute()
    return remove(store, { table: 'draft', ids: ended.map(({ id }) => id), now })
  })
}

async function sweepOutbox(store: Store, now: number): Promise<void> {
  await inHandfuls(async () => {
    const ended = await store.read
      .selectFrom('outbox')
      .select('id')
      .where((is) =>
        is.or([
          is('updated_at', '<', now - retention.outboxUnfinished.keep),
          is.and([
            is('updated_at', '<', now - retention.outbox.keep),
            is.or([is('state', 'in', ['filed', 'cancelled']), is('dismissed', '=', 1)]),
          ]),
        ]),
      )
      .limit(handful)
      .execute()
    return remove(store, { table: 'outbox', ids: ended.map(({ id }) => id), now })
  })
}

/** Rows, and their hold on files, which a day later go with the other files nobody holds. Gives how many. */
function remove(
  store: Store,
  { table, ids, now }: { table: 'draft' | 'outbox'; ids: string[]; now: number },
): Promise<number> {
  if (ids.length === 0) return Promise.resolve(0)
  return store.write(async (transaction) => {
    await transaction.deleteFrom(table).where('id', 'in', ids).execute()
    const holders = ids.map((id) => `${table}:${id}`)
    await transaction.deleteFrom('upload_holder').where('holder', 'in', holders).execute()
    await markIdle(transaction, now)
    return ids.length
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
  })
}
