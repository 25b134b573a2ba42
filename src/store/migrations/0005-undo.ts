import { type Kysely, sql } from 'kysely'

/** Deeds stand in the order they were done, whatever the clock said, and know what undid them. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const { schema } = database
  // SQLite adds one column a statement.
  for (const name of ['turn', 'undo_until'])
    await schema
      .alterTable('history')
      .addColumn(name, 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
  for (const name of ['undoes', 'undone']) await schema.alterTable('history').addColumn(name, 'text').execute()
  await sql`update history set turn = ${sql.ref('at')}`.execute(database)
  await schema.createIndex('history_account').on('history').columns(['account', 'turn']).execute()
}
