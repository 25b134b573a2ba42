import type { Kysely } from 'kysely'

/** Searches people keep, and those they made lately. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('searches')
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('list', 'bytea', (column) => column.notNull())
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('searches_key', ['account', 'kind'])
    .execute()
}
