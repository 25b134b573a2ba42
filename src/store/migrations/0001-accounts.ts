import type { Kysely } from 'kysely'

/** Accounts, sessions, the login brake, settings. `bytea` and `bigint` are PostgreSQL's words; SQLite takes them too. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await createAccounts(database)
  await createSessions(database)
  await createBrake(database)
  await database.schema
    .createTable('setting')
    .addColumn('account', 'text', (column) => column.notNull().references('account.id').onDelete('cascade'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('value', 'bytea', (column) => column.notNull())
    .addPrimaryKeyConstraint('setting_key', ['account', 'name'])
    .execute()
  await database.schema
    .createTable('secret')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'bytea', (column) => column.notNull())
    .execute()
}

async function createAccounts({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('account')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('person', 'text', (column) => column.notNull().unique())
    .addColumn('generation', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema
    .createTable('login')
    .addColumn('form', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull().references('account.id').onDelete('cascade'))
    .execute()
}

async function createSessions({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('session')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull().references('account.id').onDelete('cascade'))
    .addColumn('generation', 'integer', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('touched_at', 'bigint', (column) => column.notNull())
    .addColumn('idle_end', 'bigint', (column) => column.notNull())
    .addColumn('absolute_end', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('session_account').on('session').column('account').execute()
  await schema.createIndex('session_idle_end').on('session').column('idle_end').execute()
}

async function createBrake({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('known_browser')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema
    .createTable('guess')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('counter', 'text', (column) => column.notNull())
    .addColumn('guessed_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('guess_counter').on('guess').columns(['counter', 'guessed_at']).execute()
  await schema.createIndex('guess_guessed_at').on('guess').column('guessed_at').execute()
  await schema
    .createTable('address_failure')
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('failed_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('address_failure_key', ['address', 'person'])
    .execute()
  await schema.createIndex('address_failure_failed_at').on('address_failure').column('failed_at').execute()
}
