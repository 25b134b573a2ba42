import { mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql, type Transaction } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from './migrations/index.ts'
import { retryWhileBusy } from './retry-while-busy.ts'
import { createSealBox, type ContentKey, type SealBox } from './seal-box.ts'
import { createSettings, type Settings } from './settings.ts'
import { adaptDatabase } from './sqlite-database.ts'
import { SharedSqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables/index.ts'

/** What may be asked inside `store.write`. */
export type Writing = Transaction<Tables>

/** The database and the seals of what it holds. Several processes may open the same one. */
export interface Store {
  /** For reading only (a write through it is refused). Never waits for a transaction, and sees none before its end. */
  read: Kysely<Tables>
  /**
   * Runs `work` as one transaction, alone among all processes; rejects with what `work` rejected with, nothing kept.
   * Short, with no waiting on a network inside, and no `write` within a `write`: it would wait for itself.
   * `durable` survives a power cut too, not only a killed process, for the price of a disk flush.
   */
  write: <T>(work: (transaction: Writing) => Promise<T>, options?: { durable?: boolean }) => Promise<T>
  /** Seals under CONTENT_KEYS whatever a user typed or attached. */
  box: SealBox
  settings: Settings
  /** Where files stand, sealed, beside the database. */
  dataDir: string
  /** Rejects when the database cannot be read and written now. */
  ready(): Promise<void>
  close(): Promise<void>
}

/** Opens the database of `dataDir`, made when missing, its tables brought up to date. */
export async function openStore({ dataDir, contentKeys }: StoreOptions): Promise<Store> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const file = path.join(dataDir, 'traboule.db')
  // SQLite gives its journal the mode of the database: private from the first byte.
  await (await open(file, 'a', 0o600)).close()

  const writer = await connect(file)
  const write: Store['write'] = (work, options) => inTransaction(writer, work, options)
  await write(migrate)
  const read = await connect(file, { readOnly: true })
  const box = createSealBox(contentKeys)

  return {
    read,
    write,
    box,
    settings: createSettings({ read, write, box }),
    dataDir,
    async ready() {
      await read.selectFrom('account').select('id').limit(1).execute()
      await write(() => Promise.resolve())
    },
    async close() {
      await read.destroy()
      await writer.destroy()
    },
  }
}

export interface StoreOptions {
  /** A folder of ours alone. */
  dataDir: string
  /** The last seals, all open. */
  contentKeys: ContentKey[]
}

async function connect(file: string, { readOnly = false } = {}): Promise<Kysely<Tables>> {
  // A wait inside SQLite holds every user of this process: it stays short, the longer one is asynchronous.
  const database = new DatabaseSync(file, { timeout: 50 })
  await retryWhileBusy(() => database.exec('pragma journal_mode = wal; pragma synchronous = normal'))
  if (readOnly) database.exec('pragma query_only = on')

  const connection = new Kysely<Tables>({ dialect: new SharedSqliteDialect({ database: adaptDatabase(database) }) })
  // Kysely closes only what it has used.
  await sql`select 1`.execute(connection)
  return connection
}

async function inTransaction<T>(
  writer: Kysely<Tables>,
  work: (transaction: Writing) => Promise<T>,
  { durable = false } = {},
): Promise<T> {
  if (!durable) return writer.transaction().execute(work)

  return writer.connection().execute(async (connection) => {
    await sql`pragma synchronous = full`.execute(connection)
    try {
      return await connection.transaction().execute(work)
    } finally {
      await sql`pragma synchronous = normal`.execute(connection)
    }
  })
}

/** One transaction for all of it: of two processes that start together, the second finds it done. */
async function migrate(transaction: Writing): Promise<void> {
  const migrator = new Migrator({ db: transaction, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error instanceof Error ? error : new Error('The database could not be brought up to date')
}
