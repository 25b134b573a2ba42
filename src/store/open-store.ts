import { mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { takeHashKey } from './hash-key.ts'
import { keyedHash } from './keyed-hash.ts'
import { migrations } from './migrations/index.ts'
import { retryWhileBusy } from './retry-while-busy.ts'
import { createSealBox, type ContentKey } from './seal-box.ts'
import { createSettings } from './settings.ts'
import { adaptDatabase } from './sqlite-database.ts'
import { SharedSqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables/index.ts'
import type { Store, Writing } from './types.ts'

/** Opens the database of `dataDir`, made when missing, its tables brought up to date. */
export async function openStore({ dataDir, contentKeys }: StoreOptions): Promise<Store> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const file = path.join(dataDir, 'traboule.db')
  // SQLite gives its journal the mode of the database: private from the first byte.
  await (await open(file, 'a', 0o600)).close()

  const writer = await connect(file)
  const write: Store['write'] = (work, options) => inTransaction(writer, work, options)
  const box = createSealBox(contentKeys)
  await write(migrate)
  const hashKey = await write((transaction) => takeHashKey(transaction, box))
  const read = await connect(file, { readOnly: true })

  return {
    read,
    write,
    box,
    settings: createSettings({ read, write, box }),
    hash: (purpose, value) => keyedHash(hashKey, purpose, value),
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
