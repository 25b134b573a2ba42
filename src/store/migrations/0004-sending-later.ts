import type { Kysely } from 'kysely'

/** Letters that leave later: when, who may send them, and whether their owner has still to confirm it. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  // SQLite adds one column a statement.
  for (const name of ['planned', 'delay', 'held', 'relay'])
    await schema
      .alterTable('outbox')
      .addColumn(name, 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  await schema.alterTable('outbox').addColumn('pressed_with', 'bytea').execute()
  await schema.alterTable('outbox').addColumn('generation', 'integer').execute()
  await schema.createIndex('outbox_due').on('outbox').columns(['state', 'due_at']).execute()
}
