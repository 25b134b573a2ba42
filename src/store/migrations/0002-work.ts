import type { Kysely } from 'kysely'

/** What waits or is remembered between the pages and the mail servers. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await makeUploads(database)
  await makeDrafts(database)
  await makeOutbox(database)
  await makeMemories(database)
}

async function makeUploads({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('upload')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('file', 'text', (column) => column.notNull())
    .addColumn('size', 'bigint', (column) => column.notNull())
    .addColumn('facts', 'bytea', (column) => column.notNull())
    .addColumn('idle_since', 'bigint')
    .execute()
  await schema.createIndex('upload_idle').on('upload').column('idle_since').execute()
  await schema
    .createTable('upload_holder')
    .addColumn('upload', 'text', (column) => column.notNull())
    .addColumn('holder', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('upload_holder_key', ['upload', 'holder'])
    .execute()
  await schema.createIndex('upload_holder_holder').on('upload_holder').column('holder').execute()
}

async function makeDrafts({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('draft')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('parked', 'integer', (column) => column.notNull())
    .addColumn('saved_at', 'bigint', (column) => column.notNull())
    .addColumn('outbox', 'text')
    .addColumn('content', 'bytea', (column) => column.notNull())
    .addColumn('server_revision', 'integer')
    .addColumn('server_whole', 'integer', (column) => column.notNull())
    .addColumn('push_until', 'bigint', (column) => column.notNull())
    .addColumn('server_copy', 'bytea')
    .execute()
  await schema.createIndex('draft_account').on('draft').columns(['account', 'state']).execute()
  await schema.createIndex('draft_saved').on('draft').column('saved_at').execute()
}

async function makeOutbox({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('outbox')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('send_number', 'text', (column) => column.notNull())
    .addColumn('draft', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('letter', 'bytea', (column) => column.notNull())
    .addColumn('answer', 'bytea')
    .addColumn('trouble', 'text')
    .addColumn('pressed_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('next_attempt_at', 'bigint')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .addColumn('dot_at', 'bigint')
    .addColumn('sent_at', 'bigint')
    .addColumn('filings', 'integer', (column) => column.notNull())
    .addColumn('dismissed', 'integer', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('outbox_send_number', ['account', 'send_number'])
    .execute()
  await schema.createIndex('outbox_state').on('outbox').columns(['state', 'updated_at']).execute()
}

async function makeMemories({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('history')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('deed', 'bytea', (column) => column.notNull())
    .execute()
  await schema.createIndex('history_at').on('history').column('at').execute()
  await schema
    .createTable('recent_addresses')
    .addColumn('account', 'text', (column) => column.primaryKey())
    .addColumn('addresses', 'bytea', (column) => column.notNull())
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .execute()
}
